using Rackd.Domain.Configuration;

namespace Rackd.Domain.Reporting;

/// <summary>A finding for a program. Names become snake_case where they are written as JSON.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Line of the first character, from 1.</param>
/// <param name="Column">Column of the first character in code points, from 1.</param>
/// <param name="EndLine">Line of the end.</param>
/// <param name="EndColumn">Column behind the last character.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Code">One of <see cref="ConfigErrorCode"/>.</param>
/// <param name="Key">The key with its tables; empty when none is at fault.</param>
/// <param name="Message">The sentence.</param>
/// <param name="Suggestion">TOML to write in place of the fault, null for none.</param>
/// <param name="SeeAlso">A second place as <c>file:line:column (what)</c>, null for none.</param>
public sealed record ConfigErrorRecord(
    string File,
    int Line,
    int Column,
    int EndLine,
    int EndColumn,
    string Severity,
    string Code,
    string Key,
    string Message,
    string? Suggestion,
    string? SeeAlso)
{
    /// <summary>Makes the records of all findings, in their order.</summary>
    public static IReadOnlyList<ConfigErrorRecord> From(IReadOnlyList<ConfigError> findings) =>
        [.. findings.Select(From)];

    private static ConfigErrorRecord From(ConfigError finding) => new(
        finding.Place.File,
        finding.Line,
        finding.Column,
        finding.Place.Span.EndLine,
        finding.EndColumn,
        finding.Severity == ConfigSeverity.Error ? "error" : "warning",
        finding.Code,
        finding.Key,
        finding.Message,
        finding.Suggestion,
        finding.SeeAlso is { } note ? $"{note.Place} ({note.Text})" : null);
}
