using System.Text;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>The value of a text, or why it has none.</summary>
internal readonly record struct Parsed<T>(T? Value, string? Code, string Message, string? Suggestion)
{
    public bool IsGood => Code is null;
}

/// <summary>Makes <see cref="Parsed{T}"/>.</summary>
internal static class Parsed
{
    private const int LongestShown = 60;

    public static Parsed<T> Good<T>(T value) => new(value, null, string.Empty, null);

    public static Parsed<T> Bad<T>(string message, string? suggestion = null, string code = ConfigErrorCode.BadValue) =>
        new(default, code, message, suggestion is null ? null : Quote(suggestion));

    /// <summary>A text of the operator's in quotation marks, cut when long, without control characters.</summary>
    public static string Quote(string text)
    {
        Rune[] shown = [.. text.EnumerateRunes().Take(LongestShown + 1).Select(
            rune => Rune.IsControl(rune) ? new Rune('?') : rune)];
        return $"\"{string.Concat(shown.Take(LongestShown))}{(shown.Length > LongestShown ? "…" : string.Empty)}\"";
    }
}
