using System.Globalization;

namespace Rackd.Services.BootHttp;

/// <summary>What a Range field asks for (RFC 9110 §14.2).</summary>
internal enum RangeKind
{
    /// <summary>The whole file: no field, more than one range, or one that cannot be understood.</summary>
    Whole = 0,

    /// <summary>One part.</summary>
    Part,

    /// <summary>A part that begins after the end.</summary>
    Unsatisfiable,
}

/// <summary>One part of a file.</summary>
/// <param name="Kind">Whether it is a part.</param>
/// <param name="Offset">First octet.</param>
/// <param name="Length">Number of octets.</param>
internal readonly record struct ByteRange(RangeKind Kind, long Offset, long Length)
{
    private const string Unit = "bytes=";

    /// <summary>Reads the field for a file of <paramref name="length"/> octets.</summary>
    public static ByteRange Read(string? field, long length)
    {
        ByteRange whole = new(RangeKind.Whole, 0, length);
        ReadOnlySpan<char> text = field;
        if (!text.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
        {
            return whole;
        }

        ReadOnlySpan<char> spec = text[Unit.Length..].Trim();
        int hyphen = spec.IndexOf('-');

        // Some 32-bit builds of iPXE send "bytes=u-u"; they must get the file, not an error.
        if (hyphen < 0
            || !TryReadNumber(spec[..hyphen], out long? first)
            || !TryReadNumber(spec[(hyphen + 1)..], out long? last))
        {
            return whole;
        }

        return (first, last) switch
        {
            (null, null) => whole,
            (null, 0) => new ByteRange(RangeKind.Unsatisfiable, 0, 0),
            (null, { } suffix) => Part(Math.Max(0, length - suffix), length - 1, length),
            ({ } start, { } end) when end < start => whole,
            ({ } start, _) => Part(start, last ?? length - 1, length),
        };
    }

    private static ByteRange Part(long first, long last, long length) =>
        first >= length
            ? new ByteRange(RangeKind.Unsatisfiable, 0, 0)
            : new ByteRange(RangeKind.Part, first, Math.Min(last, length - 1) - first + 1);

    private static bool TryReadNumber(ReadOnlySpan<char> digits, out long? number)
    {
        number = null;
        if (digits.IsEmpty)
        {
            return true;
        }

        bool parsed = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long value);
        number = value;
        return parsed;
    }
}
