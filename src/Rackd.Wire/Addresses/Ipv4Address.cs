using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Addresses;

/// <summary>An IPv4 address (RFC 791), usable as a key and in arithmetic.</summary>
/// <param name="Value">The 32 bits as a number, first octet most significant.</param>
public readonly record struct Ipv4Address(uint Value) : IComparable<Ipv4Address>
{
    /// <summary>Length on the wire, in octets.</summary>
    public const int Size = 4;

    /// <summary>0.0.0.0: "this host", or no address.</summary>
    public static Ipv4Address Any => default;

    /// <summary>255.255.255.255: every host on this link.</summary>
    public static Ipv4Address Broadcast => new(uint.MaxValue);

    /// <summary>Whether this is 0.0.0.0.</summary>
    public bool IsAny => Value == 0;

    /// <summary>Whether the address is in 127.0.0.0/8.</summary>
    public bool IsLoopback => Value >> 24 == 127;

    /// <summary>Whether the address is in 224.0.0.0/4.</summary>
    public bool IsMulticast => Value >> 28 == 0b1110;

    /// <summary>Whether the address is in 169.254.0.0/16, which hosts give themselves (RFC 3927).</summary>
    public bool IsLinkLocal => Value >> 16 == 0xA9FE;

    /// <summary>Reads four octets.</summary>
    public static Ipv4Address Read(ref WireReader reader) => new(reader.U32());

    /// <summary>Makes an address from exactly four octets.</summary>
    public static Ipv4Address FromOctets(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadUInt32BigEndian(octets));

    /// <summary>Takes the address out of the class library's type; an IPv4-mapped IPv6 address counts.</summary>
    public static bool TryFrom(IPAddress? address, out Ipv4Address result)
    {
        Span<byte> octets = stackalloc byte[Size];
        IPAddress? plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        if (plain is { AddressFamily: AddressFamily.InterNetwork } && plain.TryWriteBytes(octets, out _))
        {
            result = FromOctets(octets);
            return true;
        }

        result = default;
        return false;
    }

    /// <summary>Reads dotted decimal with exactly four parts and no leading zeros.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Ipv4Address address)
    {
        address = default;
        if (text is null)
        {
            return false;
        }

        uint value = 0;
        int parts = 0;
        foreach (Range range in text.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> part = text.AsSpan(range);
            bool plain = part.Length is >= 1 and <= 3 && (part.Length == 1 || part[0] != '0');
            if (!plain || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out byte octet))
            {
                return false;
            }

            value = (value << 8) | octet;
            parts++;
        }

        address = new Ipv4Address(value);
        return parts == Size;
    }

    /// <summary>Reads dotted decimal.</summary>
    /// <exception cref="FormatException">The text is no IPv4 address.</exception>
    public static Ipv4Address Parse(string text) =>
        TryParse(text, out Ipv4Address address) ? address : throw new FormatException($"\"{text}\" is no IPv4 address");

    /// <summary>Writes the four octets to the start of <paramref name="destination"/>.</summary>
    public void WriteTo(Span<byte> destination) => BinaryPrimitives.WriteUInt32BigEndian(destination, Value);

    /// <summary>The address as the class library's type.</summary>
    public IPAddress ToIPAddress()
    {
        Span<byte> octets = stackalloc byte[Size];
        WriteTo(octets);
        return new IPAddress(octets);
    }

    /// <inheritdoc/>
    public int CompareTo(Ipv4Address other) => Value.CompareTo(other.Value);

    /// <summary>Dotted decimal: <c>10.1.0.23</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value >> 24}.{(byte)(Value >> 16)}.{(byte)(Value >> 8)}.{(byte)Value}");

    /// <summary>Numeric order.</summary>
    public static bool operator <(Ipv4Address left, Ipv4Address right) => left.Value < right.Value;

    /// <summary>Numeric order.</summary>
    public static bool operator >(Ipv4Address left, Ipv4Address right) => left.Value > right.Value;

    /// <summary>Numeric order.</summary>
    public static bool operator <=(Ipv4Address left, Ipv4Address right) => left.Value <= right.Value;

    /// <summary>Numeric order.</summary>
    public static bool operator >=(Ipv4Address left, Ipv4Address right) => left.Value >= right.Value;
}
