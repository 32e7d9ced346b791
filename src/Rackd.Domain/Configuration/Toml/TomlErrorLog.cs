namespace Rackd.Domain.Configuration.Toml;

/// <summary>Collects errors up to a bound.</summary>
internal sealed class TomlErrorLog(string file, int maxErrors)
{
    private readonly List<TomlError> _errors = [];

    public bool IsFull => _errors.Count >= maxErrors;

    /// <summary>Set while what follows is the result of an error already reported.</summary>
    public bool IsMuted { get; set; }

    public void Report(TomlSpan span, string message)
    {
        if (!IsMuted && !IsFull)
        {
            _errors.Add(new TomlError(file, span, message));
        }
    }

    public IReadOnlyList<TomlError> InOrderOfText() =>
        [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];
}
