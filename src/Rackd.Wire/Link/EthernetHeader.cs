using System.Buffers.Binary;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Link;

/// <summary>What an Ethernet frame carries (IEEE 802 numbers).</summary>
public enum EtherType : ushort
{
    /// <summary>IPv4 (RFC 894).</summary>
    Ipv4 = 0x0800,

    /// <summary>ARP (RFC 826).</summary>
    Arp = 0x0806,

    /// <summary>A VLAN tag (IEEE 802.1Q).</summary>
    VlanTag = 0x8100,

    /// <summary>IPv6 (RFC 2464).</summary>
    Ipv6 = 0x86DD,
}

/// <summary>The header of an Ethernet II frame.</summary>
/// <param name="Destination">Station that shall receive it.</param>
/// <param name="Source">Station that sent it.</param>
/// <param name="Type">What follows the header.</param>
public readonly record struct EthernetHeader(MacAddress Destination, MacAddress Source, EtherType Type)
{
    /// <summary>Length on the wire, in octets.</summary>
    public const int Size = 14;

    /// <summary>Reads the header and leaves the cursor at the payload.</summary>
    public static EthernetHeader Read(ref WireReader reader) =>
        new(MacAddress.Read(ref reader), MacAddress.Read(ref reader), (EtherType)reader.U16());

    /// <summary>Writes the header to the start of <paramref name="destination"/>.</summary>
    public void WriteTo(Span<byte> destination)
    {
        Destination.WriteTo(destination);
        Source.WriteTo(destination[MacAddress.Size..]);
        BinaryPrimitives.WriteUInt16BigEndian(destination[(2 * MacAddress.Size)..], (ushort)Type);
    }
}
