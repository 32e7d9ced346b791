using System.Globalization;
using System.Text;
using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;

namespace Rackd.Domain.Reporting;

/// <summary>
/// Findings as a person reads them: place, sentence, the line with the fault underlined, and a count at the end.
/// </summary>
public static class ConfigErrorText
{
    /// <summary>Writes all findings; empty when there are none. Lines end with a line feed.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="sources">The files, for the lines that are shown.</param>
    public static string Write(IReadOnlyList<ConfigError> findings, IReadOnlyList<ConfigSource> sources)
    {
        if (findings.Count == 0)
        {
            return string.Empty;
        }

        Dictionary<string, SourceLines> files = new(StringComparer.Ordinal);
        foreach (ConfigSource source in sources)
        {
            files.TryAdd(source.FileName, new SourceLines(source.Text));
        }

        StringBuilder text = new();
        foreach (ConfigError finding in findings)
        {
            text.Append(finding).Append('\n');
            if (files.TryGetValue(finding.Place.File, out SourceLines? file))
            {
                file.AppendExcerpt(text, finding.Place.Span);
            }

            if (finding.SeeAlso is { } note)
            {
                text.Append(CultureInfo.InvariantCulture, $"   see also {note.Place} ({note.Text})\n");
            }
        }

        return text.Append(Summary(findings)).Append('\n').ToString();
    }

    /// <summary><c>2 errors, 1 warning; configuration not used</c></summary>
    public static string Summary(IReadOnlyList<ConfigError> findings)
    {
        int errors = findings.Count(finding => finding.Severity == ConfigSeverity.Error);
        int warnings = findings.Count - errors;
        string counts = (errors, warnings) switch
        {
            (0, 0) => "no errors",
            (0, _) => Plural(warnings, "warning"),
            (_, 0) => Plural(errors, "error"),
            _ => $"{Plural(errors, "error")}, {Plural(warnings, "warning")}",
        };
        return errors > 0 ? $"{counts}; configuration not used" : $"{counts}; configuration can be used";
    }

    private static string Plural(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
