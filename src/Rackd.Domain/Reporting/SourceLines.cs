using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Reporting;

/// <summary>The lines of a file, to show a fault in. Each character takes one column, as the spans count.</summary>
internal sealed partial class SourceLines(string text)
{
    private const int WidestLine = 110;
    private const int ShownBefore = 40;
    private const string Hidden = "(not shown)";

    private readonly string[] _lines = text.TrimStart('\uFEFF').Split('\n');

    /// <summary>Adds the line where the span starts, and a line that underlines it.</summary>
    public void AppendExcerpt(StringBuilder output, TomlSpan span)
    {
        if (span.Line > _lines.Length)
        {
            return;
        }

        Rune[] line = [.. Cover(_lines[span.Line - 1].TrimEnd('\r')).EnumerateRunes().Select(Printable)];
        int start = Math.Min(span.Column - 1, line.Length);
        int end = span.EndLine == span.Line ? Math.Min(span.EndColumn - 1, line.Length) : line.Length;
        int cut = line.Length > WidestLine ? Math.Max(0, start - ShownBefore) : 0;
        Rune[] shown = [.. line.Skip(cut).Take(WidestLine)];
        string before = cut > 0 ? "…" : string.Empty;
        string after = cut + shown.Length < line.Length ? "…" : string.Empty;

        int under = Math.Clamp(end - start, 1, Math.Max(1, cut + shown.Length - start));
        int indent = start - cut + before.Length;
        string excerpt = string.Create(
            CultureInfo.InvariantCulture, $"{span.Line,5} | {before}{string.Concat(shown)}{after}");
        output.Append(excerpt.TrimEnd()).Append('\n');
        output.Append(' ', 6).Append("| ").Append(' ', indent).Append('^', under).Append('\n');
    }

    // Where a key sounds like a secret its value is left out: errors go to logs and screens.
    private static string Cover(string line)
    {
        Match secret = SecretKey().Match(line);
        return secret.Success ? string.Concat(line.AsSpan(0, secret.Index + secret.Length), " ", Hidden) : line;
    }

    private static Rune Printable(Rune rune) => rune switch
    {
        { Value: '\t' } => new Rune(' '),
        _ when Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format => new Rune('?'),
        _ => rune,
    };

    [GeneratedRegex(
        "(password|passphrase|passwd|secret|token)[^=]*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretKey();
}
