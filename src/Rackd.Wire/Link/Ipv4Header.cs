using System.Buffers.Binary;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Link;

/// <summary>What an IPv4 packet carries (IANA protocol numbers).</summary>
public enum IpProtocol : byte
{
    /// <summary>ICMP (RFC 792).</summary>
    Icmp = 1,

    /// <summary>TCP (RFC 9293).</summary>
    Tcp = 6,

    /// <summary>UDP (RFC 768).</summary>
    Udp = 17,
}

/// <summary>The header of an unfragmented IPv4 packet (RFC 791 §3.1). Options are stepped over, and never written.</summary>
/// <param name="Protocol">What follows the header.</param>
/// <param name="Source">Sender.</param>
/// <param name="Destination">Receiver.</param>
/// <param name="PayloadLength">Octets after the header, by its total length field.</param>
public readonly record struct Ipv4Header(
    IpProtocol Protocol, Ipv4Address Source, Ipv4Address Destination, int PayloadLength)
{
    /// <summary>Length without options, in octets.</summary>
    public const int Size = 20;

    private const byte VersionAndLength = 0x45;
    private const byte LowDelay = 0x10;
    private const byte TimeToLive = 64;
    private const ushort DontFragment = 0x4000;
    private const ushort FragmentBits = 0x3FFF;

    /// <summary>Reads the header, checks its checksum, and leaves the cursor at the payload.</summary>
    public static Ipv4Header Read(ref WireReader reader, ReadOnlySpan<byte> packet)
    {
        int start = reader.Position;
        byte versionAndLength = reader.U8();
        int headerLength = (versionAndLength & 0x0F) * sizeof(uint);
        reader.Skip(1);
        int totalLength = reader.U16();
        reader.Skip(2);
        ushort fragment = reader.U16();
        reader.Skip(1);
        IpProtocol protocol = (IpProtocol)reader.U8();
        reader.Skip(2);
        Ipv4Address source = Ipv4Address.Read(ref reader);
        Ipv4Address destination = Ipv4Address.Read(ref reader);
        reader.Skip(Math.Max(0, headerLength - Size));
        if (reader.Error == WireError.None)
        {
            Check(ref reader, packet.Slice(start, Math.Max(headerLength, Size)), versionAndLength, totalLength, fragment);
        }

        return new Ipv4Header(protocol, source, destination, totalLength - headerLength);
    }

    /// <summary>Writes a header without options, checksum included, to the start of <paramref name="destination"/>.</summary>
    public void WriteTo(Span<byte> destination)
    {
        Span<byte> header = destination[..Size];
        header.Clear();
        header[0] = VersionAndLength;
        header[1] = LowDelay;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(Size + PayloadLength));
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], DontFragment);
        header[8] = TimeToLive;
        header[9] = (byte)Protocol;
        Source.WriteTo(header[12..]);
        Destination.WriteTo(header[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], InternetChecksum.Of(header));
    }

    private static void Check(
        ref WireReader reader, ReadOnlySpan<byte> header, byte versionAndLength, int totalLength, ushort fragment)
    {
        if (versionAndLength >> 4 != 4 || (fragment & FragmentBits) != 0)
        {
            reader.Fail(WireError.Unsupported);
        }
        else if ((versionAndLength & 0x0F) * sizeof(uint) != header.Length || totalLength < header.Length)
        {
            reader.Fail(WireError.BadLength);
        }
        else if (InternetChecksum.Of(header) != 0)
        {
            reader.Fail(WireError.BadChecksum);
        }
    }
}
