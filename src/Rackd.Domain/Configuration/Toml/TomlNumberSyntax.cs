using System.Globalization;

namespace Rackd.Domain.Configuration.Toml;

/// <summary>Integers in four bases, and floats.</summary>
internal static class TomlNumberSyntax
{
    private const string Underscore = "an underscore in a number must stand between two digits";
    private const string TooBig = "the integer does not fit into 64 bits";

    /// <summary>Reads a number.</summary>
    /// <param name="token">The text up to the next delimiter.</param>
    /// <param name="span">Where it stands.</param>
    /// <param name="problem">What is wrong with a text that is almost a number, else null.</param>
    /// <returns>The number, or null.</returns>
    public static TomlValue? Read(ReadOnlySpan<char> token, TomlSpan span, out string? problem)
    {
        problem = null;
        bool signed = token is ['+' or '-', ..];
        ReadOnlySpan<char> body = signed ? token[1..] : token;
        return body switch
        {
            "inf" => new TomlFloat(token[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity, span),
            "nan" => new TomlFloat(double.NaN, span),
            ['0', 'x' or 'o' or 'b' or 'X' or 'O' or 'B', ..] => ReadPrefixed(body, signed, span, out problem),
            [(>= '0' and <= '9') or '.' or '_', ..] => ReadDecimal(token, body, span, out problem),
            _ => null,
        };
    }

    private static TomlInteger? ReadPrefixed(ReadOnlySpan<char> body, bool signed, TomlSpan span, out string? problem)
    {
        ulong radix = char.ToLowerInvariant(body[1]) switch { 'x' => 16, 'o' => 8, _ => 2 };
        ReadOnlySpan<char> digits = body[2..];
        problem = digits switch
        {
            _ when char.IsAsciiLetterUpper(body[1]) => $"write 0{char.ToLowerInvariant(body[1])} in lower case",
            _ when signed => $"a number that begins with 0{body[1]} takes no sign",
            "" => $"digits are missing after 0{body[1]}",
            ['_', ..] or [.., '_'] => Underscore,
            _ => null,
        };
        ulong value = 0;
        for (int index = 0; index < digits.Length && problem is null; index++)
        {
            if (digits[index] == '_')
            {
                problem = digits[index + 1] == '_' ? Underscore : null;
                continue;
            }

            ulong digit = char.IsAsciiHexDigit(digits[index]) ? TomlStringSyntax.HexValue(digits[index]) : radix;
            problem = digit >= radix ? $"a number that begins with 0{body[1]} has digits of base {radix} only"
                : value > (long.MaxValue - digit) / radix ? TooBig
                : null;
            value = unchecked((value * radix) + digit);
        }

        return problem is null ? new TomlInteger((long)value, span) : null;
    }

    private static TomlValue? ReadDecimal(
        ReadOnlySpan<char> token, ReadOnlySpan<char> body, TomlSpan span, out string? problem)
    {
        int at = 0;
        if (!TrySkipDigits(body, ref at, "a number needs a digit before its point", out problem))
        {
            return null;
        }

        int wholeDigits = at;
        bool isFloat = false;
        if (at < body.Length && body[at] == '.')
        {
            at++;
            isFloat = true;
            if (!TrySkipDigits(body, ref at, "a number needs a digit after its point", out problem))
            {
                return null;
            }
        }

        if (at < body.Length && body[at] is 'e' or 'E')
        {
            at += body.Length > at + 1 && body[at + 1] is '+' or '-' ? 2 : 1;
            isFloat = true;
            if (!TrySkipDigits(body, ref at, "the exponent of a number needs a digit", out problem))
            {
                return null;
            }
        }

        if (at < body.Length)
        {
            return null;
        }

        if (wholeDigits > 1 && body[0] == '0')
        {
            problem = "a number has no leading zero; put it in quotes if it is text";
            return null;
        }

        return ToValue(token, isFloat, span, out problem);
    }

    private static bool TrySkipDigits(ReadOnlySpan<char> body, ref int at, string whenMissing, out string? problem)
    {
        int start = at;
        while (at < body.Length && (char.IsAsciiDigit(body[at]) || body[at] == '_'))
        {
            at++;
        }

        ReadOnlySpan<char> digits = body[start..at];
        problem = digits.IsEmpty ? whenMissing
            : digits[0] == '_' || digits[^1] == '_' || digits.IndexOf("__", StringComparison.Ordinal) >= 0 ? Underscore
            : null;
        return problem is null;
    }

    private static TomlValue? ToValue(ReadOnlySpan<char> token, bool isFloat, TomlSpan span, out string? problem)
    {
        string digits = token.ToString().Replace("_", string.Empty, StringComparison.Ordinal);
        problem = null;
        if (!isFloat)
        {
            if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
            {
                return new TomlInteger(whole, span);
            }

            problem = TooBig;
            return null;
        }

        double number = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(number))
        {
            return new TomlFloat(number, span);
        }

        problem = "the float is too large for 64 bits";
        return null;
    }
}
