namespace Rackd.Wire.Addresses;

/// <summary>A run of IPv4 addresses, both ends included.</summary>
/// <param name="First">Lowest address.</param>
/// <param name="Last">Highest address, not below <paramref name="First"/>.</param>
public readonly record struct Ipv4Range(Ipv4Address First, Ipv4Address Last)
{
    /// <summary>How many addresses the range holds, 1 to 2^32.</summary>
    public long Count => (long)Last.Value - First.Value + 1;

    /// <summary>Whether <paramref name="address"/> lies in the range.</summary>
    public bool Contains(Ipv4Address address) => address >= First && address <= Last;

    /// <summary>Whether the two ranges share an address.</summary>
    public bool Overlaps(Ipv4Range other) => First <= other.Last && other.First <= Last;

    /// <summary><c>10.1.0.100-10.1.0.199</c>, or the one address.</summary>
    public override string ToString() => First == Last ? First.ToString() : $"{First}-{Last}";
}
