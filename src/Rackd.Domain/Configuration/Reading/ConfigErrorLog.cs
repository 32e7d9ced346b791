namespace Rackd.Domain.Configuration.Reading;

/// <summary>Collects what is wrong, up to a bound that no person reads beyond.</summary>
internal sealed class ConfigErrorLog
{
    private const int MaxErrors = 1000;

    private readonly List<ConfigError> _errors = [];

    public bool HasErrors { get; private set; }

    public void Add(ConfigError error)
    {
        HasErrors |= error.Severity == ConfigSeverity.Error;
        if (_errors.Count < MaxErrors || (error.Severity == ConfigSeverity.Error && _errors.Count < 2 * MaxErrors))
        {
            _errors.Add(error);
        }
    }

    public void Error(
        string code,
        ConfigPlace place,
        string key,
        string message,
        string? suggestion = null,
        ConfigNote? seeAlso = null) => Add(new ConfigError(ConfigSeverity.Error, code, place, key, message)
        {
            Suggestion = suggestion,
            SeeAlso = seeAlso,
        });

    public void Warning(string code, ConfigPlace place, string key, string message, ConfigNote? seeAlso = null) =>
        Add(new ConfigError(ConfigSeverity.Warning, code, place, key, message) { SeeAlso = seeAlso });

    /// <summary>Everything, by file in the order of reading, then by line and column.</summary>
    public IReadOnlyList<ConfigError> InOrder(IReadOnlyList<ConfigSource> sources)
    {
        Dictionary<string, int> order = new(StringComparer.Ordinal);
        foreach (ConfigSource source in sources)
        {
            order.TryAdd(source.FileName, order.Count);
        }

        return [.. _errors
            .OrderBy(error => order.GetValueOrDefault(error.Place.File, int.MaxValue))
            .ThenBy(error => error.Line)
            .ThenBy(error => error.Column)];
    }
}
