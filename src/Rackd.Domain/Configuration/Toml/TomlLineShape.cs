namespace Rackd.Domain.Configuration.Toml;

/// <summary>Guesses by its look whether a line begins a statement, to find the way back after an error.</summary>
internal static class TomlLineShape
{
    /// <summary>Whether a line looks like <c>key =</c> or <c>[header]</c>, which no array can hold.</summary>
    public static bool BeginsStatement(ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> line = rest.TrimStart(" \t");
        return line is ['[', ..] ? BeginsHeader(line) : BeginsKey(line);
    }

    private static bool BeginsKey(ReadOnlySpan<char> line)
    {
        while (true)
        {
            int length = line is ['"' or '\'', ..] ? QuotedLength(line) : BareLength(line);
            if (length == 0)
            {
                return false;
            }

            line = line[length..].TrimStart(" \t");
            if (line is not ['.', ..])
            {
                return line is ['=', ..];
            }

            line = line[1..].TrimStart(" \t");
        }
    }

    private static bool BeginsHeader(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> inner = line.TrimStart('[');
        int length = 0;
        while (length < inner.Length && (TomlKeySyntax.IsBare(inner[length]) || inner[length] == '.'))
        {
            length++;
        }

        if (length == 0 || !char.IsAsciiLetter(inner[0]) || inner[..length] is "true" or "false" or "inf" or "nan")
        {
            return false;
        }

        ReadOnlySpan<char> behind = inner[length..].TrimStart(']');
        return behind.Length < inner.Length - length
            && (behind.TrimStart(" \t") is [] or ['\r' or '\n' or '#', ..]);
    }

    private static int BareLength(ReadOnlySpan<char> line)
    {
        int length = 0;
        while (length < line.Length && TomlKeySyntax.IsBare(line[length]))
        {
            length++;
        }

        return length;
    }

    private static int QuotedLength(ReadOnlySpan<char> line)
    {
        int close = line[1..].IndexOfAny(line[0], '\n');
        return close >= 0 && line[close + 1] == line[0] ? close + 2 : 0;
    }
}
