namespace Rackd.Testing;

/// <summary>Octets as annotated text: pairs of hexadecimal digits, white space ignored, <c>#</c> to the end of the line.</summary>
public static class Hex
{
    /// <summary>Reads annotated text.</summary>
    /// <exception cref="FormatException">There is something else than digits, or an odd number of them.</exception>
    public static byte[] Parse(string annotated)
    {
        List<char> digits = [];
        foreach (string line in annotated.Split('\n'))
        {
            digits.AddRange(line.Split('#')[0].Where(character => !char.IsWhiteSpace(character)));
        }

        return Convert.FromHexString(digits.ToArray());
    }

    /// <summary>Writes octets as pairs with spaces, for messages of assertions.</summary>
    public static string Format(ReadOnlySpan<byte> octets)
    {
        string digits = Convert.ToHexStringLower(octets);
        return string.Join(' ', digits.Chunk(2).Select(pair => new string(pair)));
    }
}
