using System.Globalization;
using System.Text;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>Durations as text: <c>90s</c>, <c>10m</c>, <c>1h30m</c>, <c>7d</c>.</summary>
internal static class DurationText
{
    private const int MaxDigits = 9;
    private const string Units = "dhms";

    private static readonly long[] _seconds = [86_400, 3600, 60, 1];

    public static Parsed<TimeSpan> Parse(string text, TimeSpan least, TimeSpan most)
    {
        if (!TryParse(text, out TimeSpan value))
        {
            bool isSeconds = TryParse($"{text}s", out TimeSpan seconds) && text.All(char.IsAsciiDigit);
            string? meant = TryParse(Shorten(text), out _) ? Shorten(text) : null;
            meant = isSeconds ? Write(seconds) : meant;
            return Parsed.Bad<TimeSpan>(
                $"{Parsed.Quote(text)} is no duration; "
                + "write numbers with the units d, h, m and s, such as \"10m\" or \"1h30m\"",
                meant);
        }

        return value < least || value > most
            ? Parsed.Bad<TimeSpan>(
                $"{Parsed.Quote(text)} is not between {Write(least)} and {Write(most)}",
                code: ConfigErrorCode.OutOfBounds)
            : Parsed.Good(value);
    }

    /// <summary>Reads units from large to small, each at most once.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        long total = 0;
        int unit = -1;
        int at = 0;
        while (at < text.Length)
        {
            int digits = 0;
            while (at + digits < text.Length && char.IsAsciiDigit(text[at + digits]))
            {
                digits++;
            }

            int next = at + digits < text.Length ? Units.IndexOf(text[at + digits], StringComparison.Ordinal) : -1;
            if (digits is 0 or > MaxDigits || next <= unit)
            {
                return false;
            }

            long count = long.Parse(text.AsSpan(at, digits), NumberStyles.None, CultureInfo.InvariantCulture);
            total += count * _seconds[next];
            unit = next;
            at += digits + 1;
        }

        value = TimeSpan.FromSeconds(total);
        return text.Length > 0;
    }

    /// <summary>The shortest text for whole seconds.</summary>
    public static string Write(TimeSpan value)
    {
        long rest = (long)value.TotalSeconds;
        StringBuilder text = new();
        for (int unit = 0; unit < Units.Length; unit++)
        {
            (long count, rest) = Math.DivRem(rest, _seconds[unit]);
            if (count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{count}{Units[unit]}");
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    // "10 minutes" and "2 Hrs" to "10m" and "2h".
    private static string Shorten(string text)
    {
        StringBuilder shortened = new();
        foreach (char character in text.Select(char.ToLowerInvariant))
        {
            bool startsUnit = shortened.Length > 0 && char.IsAsciiDigit(shortened[^1]);
            if (char.IsAsciiDigit(character) || (startsUnit && char.IsAsciiLetter(character)))
            {
                shortened.Append(character);
            }
        }

        return shortened.ToString();
    }
}
