using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration;

/// <summary>How bad a finding is.</summary>
public enum ConfigSeverity
{
    /// <summary>The configuration is not used.</summary>
    Error = 0,

    /// <summary>The configuration is used, but hardly means what it says.</summary>
    Warning,
}

/// <summary>A stretch of a configuration file.</summary>
/// <param name="File">The file's name as it was given to the reader.</param>
/// <param name="Span">Where in the file; lines and columns count from 1.</param>
public readonly record struct ConfigPlace(string File, TomlSpan Span)
{
    /// <summary><c>file:line:column</c></summary>
    public override string ToString() => $"{File}:{Span.Line}:{Span.Column}";
}

/// <summary>A second place that explains a finding.</summary>
/// <param name="Place">Where.</param>
/// <param name="Text">What stands there: <c>subnet "r12" defined here</c>.</param>
public sealed record ConfigNote(ConfigPlace Place, string Text);

/// <summary>Something wrong with a configuration, for the person who wrote it.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">One of <see cref="ConfigErrorCode"/>, stable over releases.</param>
/// <param name="Place">Where.</param>
/// <param name="Key">The key with its tables, <c>subnet.range.from</c>; empty when no key is at fault.</param>
/// <param name="Message">A sentence without capital and full stop.</param>
public sealed record ConfigError(ConfigSeverity Severity, string Code, ConfigPlace Place, string Key, string Message)
{
    /// <summary>
    /// What was probably meant, ready to be written in place of the fault; null when nobody can tell.
    /// </summary>
    public string? Suggestion { get; init; }

    /// <summary>The other place that has to do with it, null for none.</summary>
    public ConfigNote? SeeAlso { get; init; }

    /// <summary>Line from 1.</summary>
    public int Line => Place.Span.Line;

    /// <summary>Column of the first character from 1; a tab counts as one.</summary>
    public int Column => Place.Span.Column;

    /// <summary>Column behind the last character, on the line where the fault ends.</summary>
    public int EndColumn => Place.Span.EndColumn;

    /// <summary><c>file:line:column: error: sentence (did you mean "x"?)</c></summary>
    public override string ToString()
    {
        string severity = Severity == ConfigSeverity.Error ? "error" : "warning";
        string suggestion = Suggestion is null ? string.Empty : $" (did you mean {Suggestion}?)";
        return $"{Place}: {severity}: {Message}{suggestion}";
    }
}
