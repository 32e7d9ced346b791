using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Rackd.Wire.Addresses;

/// <summary>An IPv4 prefix in CIDR notation (RFC 4632); host bits are zero.</summary>
public readonly record struct Ipv4Network
{
    /// <summary>Makes a prefix; host bits of <paramref name="address"/> are cleared.</summary>
    /// <param name="address">Any address in the network.</param>
    /// <param name="prefixLength">0 to 32.</param>
    public Ipv4Network(Ipv4Address address, int prefixLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, 32);
        PrefixLength = prefixLength;
        Address = new Ipv4Address(address.Value & Mask.Value);
    }

    /// <summary>The network's own address, its lowest.</summary>
    public Ipv4Address Address { get; }

    /// <summary>Length of the network part in bits, 0 to 32.</summary>
    public int PrefixLength { get; }

    /// <summary>The subnet mask.</summary>
    public Ipv4Address Mask => new(PrefixLength == 0 ? 0 : uint.MaxValue << (32 - PrefixLength));

    /// <summary>The network's highest address, which is its directed broadcast up to /30.</summary>
    public Ipv4Address BroadcastAddress => new(Address.Value | ~Mask.Value);

    /// <summary>The addresses that hosts may have: without network and broadcast address up to /30 (RFC 3021 for /31).</summary>
    public Ipv4Range Hosts => PrefixLength >= 31
        ? new Ipv4Range(Address, BroadcastAddress)
        : new Ipv4Range(new Ipv4Address(Address.Value + 1), new Ipv4Address(BroadcastAddress.Value - 1));

    /// <summary>Whether <paramref name="address"/> lies in the network.</summary>
    public bool Contains(Ipv4Address address) => (address.Value & Mask.Value) == Address.Value;

    /// <summary>Whether one of the two networks holds the other.</summary>
    public bool Overlaps(Ipv4Network other) => Contains(other.Address) || other.Contains(Address);

    /// <summary>Reads <c>address/length</c>; <paramref name="hostBits"/> tells whether bits beyond the prefix were set.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Ipv4Network network, out bool hostBits)
    {
        network = default;
        hostBits = false;
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0 || !Ipv4Address.TryParse(text![..slash], out Ipv4Address address))
        {
            return false;
        }

        ReadOnlySpan<char> digits = text.AsSpan(slash + 1);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > 32)
        {
            return false;
        }

        network = new Ipv4Network(address, length);
        hostBits = network.Address != address;
        return true;
    }

    /// <summary>CIDR notation: <c>10.1.0.0/24</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{PrefixLength}");
}
