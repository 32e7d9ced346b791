using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Addresses;

/// <summary>A 48-bit Ethernet hardware address (IEEE 802), usable as a key.</summary>
public readonly record struct MacAddress : IComparable<MacAddress>
{
    /// <summary>Length on the wire, in octets.</summary>
    public const int Size = 6;

    private const ulong Mask = 0xFFFF_FFFF_FFFF;

    private readonly ulong _value;

    /// <summary>Makes an address from its 48 bits, first octet most significant.</summary>
    public MacAddress(ulong value) => _value = value & Mask;

    /// <summary>The address of all ones that every station on a link receives.</summary>
    public static MacAddress Broadcast => new(Mask);

    /// <summary>The 48 bits as a number, first octet most significant.</summary>
    public ulong Value => _value;

    /// <summary>Whether all bits are zero, which names no station.</summary>
    public bool IsZero => _value == 0;

    /// <summary>Whether the group bit is set: such an address is never a sender's.</summary>
    public bool IsMulticast => (_value & 0x0100_0000_0000) != 0;

    /// <summary>Reads six octets.</summary>
    public static MacAddress Read(ref WireReader reader)
    {
        ulong high = reader.U16();
        return new MacAddress((high << 32) | reader.U32());
    }

    /// <summary>Makes an address from exactly six octets.</summary>
    public static MacAddress FromOctets(ReadOnlySpan<byte> octets) =>
        new(((ulong)BinaryPrimitives.ReadUInt16BigEndian(octets) << 32) | BinaryPrimitives.ReadUInt32BigEndian(octets[2..]));

    /// <summary>Reads <c>52:54:00:12:34:56</c>, <c>52-54-00-12-34-56</c>, <c>5254.0012.3456</c> or <c>525400123456</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out MacAddress address)
    {
        address = default;
        if (text is null || !TryStrip(text, out string digits))
        {
            return false;
        }

        bool parsed = ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value);
        address = new MacAddress(value);
        return parsed;
    }

    /// <summary>Reads a text form as <see cref="TryParse"/> does.</summary>
    /// <exception cref="FormatException">The text is no hardware address.</exception>
    public static MacAddress Parse(string text) =>
        TryParse(text, out MacAddress address) ? address : throw new FormatException($"\"{text}\" is no MAC address");

    /// <summary>Writes the six octets to the start of <paramref name="destination"/>.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(_value >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination[2..], (uint)_value);
    }

    /// <inheritdoc/>
    public int CompareTo(MacAddress other) => _value.CompareTo(other._value);

    /// <summary>Lower-case hexadecimal pairs with colons: <c>52:54:00:12:34:56</c>.</summary>
    public override string ToString() => Join(':');

    /// <summary>The form that boot loaders put into file names: <c>52-54-00-12-34-56</c>.</summary>
    public string ToHyphenString() => Join('-');

    /// <summary>Numeric order, first octet most significant.</summary>
    public static bool operator <(MacAddress left, MacAddress right) => left._value < right._value;

    /// <summary>Numeric order, first octet most significant.</summary>
    public static bool operator >(MacAddress left, MacAddress right) => left._value > right._value;

    /// <summary>Numeric order, first octet most significant.</summary>
    public static bool operator <=(MacAddress left, MacAddress right) => left._value <= right._value;

    /// <summary>Numeric order, first octet most significant.</summary>
    public static bool operator >=(MacAddress left, MacAddress right) => left._value >= right._value;

    private static bool TryStrip(string text, out string digits)
    {
        (char separator, int group) = text.Length switch
        {
            17 => (text[2], 2),
            14 => ('.', 4),
            _ => ('\0', 12),
        };

        digits = separator == '\0' ? text : text.Replace(separator.ToString(), string.Empty, StringComparison.Ordinal);
        return separator is '\0' or ':' or '-' or '.'
            && (separator == '.') == (group == 4)
            && digits.Length == 12
            && HasSeparators(text, separator, group);
    }

    private static bool HasSeparators(string text, char separator, int group)
    {
        for (int index = group; index < text.Length; index += group + 1)
        {
            if (text[index] != separator)
            {
                return false;
            }
        }

        return true;
    }

    private string Join(char separator)
    {
        ulong value = _value;
        return string.Create(17, (value, separator), static (span, state) =>
        {
            for (int index = 0; index < Size; index++)
            {
                byte octet = (byte)(state.value >> (40 - (8 * index)));
                octet.TryFormat(span[(3 * index)..], out _, "x2", CultureInfo.InvariantCulture);
                if (index < Size - 1)
                {
                    span[(3 * index) + 2] = state.separator;
                }
            }
        });
    }
}
