using System.Buffers;

namespace Rackd.Domain.Configuration.Toml;

/// <summary>Dates and times (RFC 3339 §5.6). What .NET does not represent is refused: year 0, leap seconds, offsets
/// beyond 14 hours.</summary>
internal static class TomlDateSyntax
{
    public const int DateLength = 10;

    private const int TimeLength = 8;
    private const int KeptFractionDigits = 7;
    private const string DateForm = "a date is written 1979-05-27, with two digits for month and day";
    private const string TimeForm = "a time is written 07:32:00, with two digits each and with seconds";
    private const string OffsetForm = "a time ends after its seconds, or with an offset: Z, +02:00, -05:00";

    private static readonly SearchValues<char> _timeCharacters = SearchValues.Create("0123456789:.-+Zz");

    /// <summary>Whether the text is meant as date or time, so that a fault in it is explained as such.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<char> token) =>
        LooksLikeDate(token)
        || (token.Length > 1 && char.IsAsciiDigit(token[0]) && token.Count(':') is 1 or 2
            && !token.ContainsAnyExcept(_timeCharacters) && token[..Math.Min(3, token.Length)].Contains(':'));

    /// <summary>Whether the text is a date that a blank may separate from its time.</summary>
    public static bool IsWholeDate(ReadOnlySpan<char> token) => token.Length == DateLength && LooksLikeDate(token);

    /// <summary>Reads any of the four kinds; null with the problem when the text is none.</summary>
    public static TomlValue? Read(ReadOnlySpan<char> token, TomlSpan span, out string? problem)
    {
        if (!LooksLikeDate(token))
        {
            return ReadTime(token, out TimeOnly time, out ReadOnlySpan<char> behind, out problem)
                && IsEmpty(behind, ref problem)
                ? new TomlLocalTime(time, span)
                : null;
        }

        if (!ReadDate(token, out DateOnly date, out problem))
        {
            return null;
        }

        return token.Length == DateLength
            ? new TomlLocalDate(date, span)
            : ReadBehindDate(date, token[DateLength..], span, out problem);
    }

    private static bool LooksLikeDate(ReadOnlySpan<char> token) =>
        token.Length > 5 && token[4] == '-' && char.IsAsciiDigit(token[5])
        && !token[..4].ContainsAnyExceptInRange('0', '9');

    private static TomlValue? ReadBehindDate(DateOnly date, ReadOnlySpan<char> rest, TomlSpan span, out string? problem)
    {
        if (rest[0] is not ('T' or 't' or ' '))
        {
            problem = DateForm;
            return null;
        }

        if (!ReadTime(rest[1..], out TimeOnly time, out ReadOnlySpan<char> zone, out problem))
        {
            return null;
        }

        DateTime local = date.ToDateTime(time);
        if (zone.IsEmpty)
        {
            return new TomlLocalDateTime(local, span);
        }

        if (!ReadOffset(zone, out TimeSpan offset, out problem))
        {
            return null;
        }

        long utcTicks = local.Ticks - offset.Ticks;
        if (utcTicks < DateTime.MinValue.Ticks || utcTicks > DateTime.MaxValue.Ticks)
        {
            problem = "the date lies outside of the years 1 to 9999";
            return null;
        }

        return new TomlOffsetDateTime(new DateTimeOffset(local, offset), span);
    }

    private static bool ReadDate(ReadOnlySpan<char> token, out DateOnly date, out string? problem)
    {
        date = default;
        problem = DateForm;
        if (token.Length < DateLength || token[7] != '-'
            || !Digits(token[..4], out int year)
            || !Digits(token[5..7], out int month)
            || !Digits(token[8..10], out int day))
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            problem = "there is no such day in the calendar";
            return false;
        }

        date = new DateOnly(year, month, day);
        problem = null;
        return true;
    }

    private static bool ReadTime(
        ReadOnlySpan<char> token, out TimeOnly time, out ReadOnlySpan<char> behind, out string? problem)
    {
        time = default;
        behind = default;
        problem = TimeForm;
        if (token.Length < TimeLength || token[2] != ':' || token[5] != ':'
            || !Digits(token[..2], out int hour)
            || !Digits(token[3..5], out int minute)
            || !Digits(token[6..8], out int second))
        {
            return false;
        }

        if (hour > 23 || minute > 59 || second > 59)
        {
            problem = second == 60 ? "leap seconds are not supported" : "a time lies between 00:00:00 and 23:59:59";
            return false;
        }

        behind = token[TimeLength..];
        if (!ReadFraction(ref behind, out long ticks, out problem))
        {
            return false;
        }

        time = new TimeOnly(new TimeOnly(hour, minute, second).Ticks + ticks);
        return true;
    }

    private static bool ReadFraction(ref ReadOnlySpan<char> text, out long ticks, out string? problem)
    {
        ticks = 0;
        problem = null;
        if (text is not ['.', ..])
        {
            return true;
        }

        int end = text[1..].IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> fraction = end < 0 ? text[1..] : text[1..(end + 1)];
        text = text[(fraction.Length + 1)..];
        for (int index = 0; index < KeptFractionDigits; index++)
        {
            ticks = (ticks * 10) + (index < fraction.Length ? fraction[index] - '0' : 0);
        }

        problem = fraction.IsEmpty ? "digits are missing after the point of the seconds" : null;
        return problem is null;
    }

    private static bool ReadOffset(ReadOnlySpan<char> zone, out TimeSpan offset, out string? problem)
    {
        offset = TimeSpan.Zero;
        problem = null;
        if (zone is "Z" or "z")
        {
            return true;
        }

        problem = OffsetForm;
        if (zone is not (['+' or '-', _, _, ':', _, _])
            || !Digits(zone[1..3], out int hours) || !Digits(zone[4..6], out int minutes))
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (zone[0] == '-' ? -1 : 1);
        problem = minutes > 59 || offset.Duration() > TimeSpan.FromHours(14)
            ? "an offset from UTC lies between -14:00 and +14:00"
            : null;
        return problem is null;
    }

    private static bool IsEmpty(ReadOnlySpan<char> behind, ref string? problem)
    {
        problem ??= behind.IsEmpty ? null : "a time without a date ends after its seconds";
        return problem is null;
    }

    private static bool Digits(ReadOnlySpan<char> digits, out int value)
    {
        value = 0;
        foreach (char digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return true;
    }
}
