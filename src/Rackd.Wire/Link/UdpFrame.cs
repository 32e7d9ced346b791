using System.Buffers.Binary;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Link;

/// <summary>
/// A UDP datagram over IPv4 in one Ethernet frame (RFC 768, RFC 791, RFC 894), for links on which the receiver has no
/// address yet and the kernel's own stack cannot reach it.
/// </summary>
public readonly ref struct UdpFrame
{
    /// <summary>Octets before the payload.</summary>
    public const int HeaderSize = EthernetHeader.Size + Ipv4Header.Size + UdpHeaderSize;

    /// <summary>Octets of the IPv4 and UDP headers, by which an MTU exceeds the payload that fits.</summary>
    public const int OverheadWithinMtu = Ipv4Header.Size + UdpHeaderSize;

    private const int UdpHeaderSize = 8;
    private const int UdpChecksumOffset = 6;

    private UdpFrame(
        EthernetHeader ethernet, Ipv4Header ip, ushort sourcePort, ushort destinationPort, ReadOnlySpan<byte> payload)
    {
        Ethernet = ethernet;
        Ip = ip;
        SourcePort = sourcePort;
        DestinationPort = destinationPort;
        Payload = payload;
    }

    /// <summary>Link-layer header.</summary>
    public EthernetHeader Ethernet { get; }

    /// <summary>Network-layer header.</summary>
    public Ipv4Header Ip { get; }

    /// <summary>UDP source port.</summary>
    public ushort SourcePort { get; }

    /// <summary>UDP destination port.</summary>
    public ushort DestinationPort { get; }

    /// <summary>What the datagram carries.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads a frame.</summary>
    /// <param name="source">The frame from its destination address on; padding after the datagram is left out.</param>
    /// <param name="verifyUdpChecksum">
    /// False where the kernel says that the checksum is not filled in yet, as between virtual interfaces
    /// (<c>TP_STATUS_CSUMNOTREADY</c>).
    /// </param>
    /// <param name="frame">The frame read.</param>
    public static WireError TryRead(ReadOnlySpan<byte> source, bool verifyUdpChecksum, out UdpFrame frame)
    {
        WireReader reader = new(source);
        EthernetHeader ethernet = EthernetHeader.Read(ref reader);
        if (ethernet.Type != EtherType.Ipv4)
        {
            reader.Fail(WireError.Unsupported);
        }

        Ipv4Header ip = Ipv4Header.Read(ref reader, source);
        if (ip.Protocol != IpProtocol.Udp)
        {
            reader.Fail(WireError.Unsupported);
        }

        if (ip.PayloadLength < UdpHeaderSize)
        {
            reader.Fail(WireError.BadLength);
        }

        ReadOnlySpan<byte> datagram = reader.Bytes(ip.PayloadLength);
        WireReader udp = new(datagram);
        ushort sourcePort = udp.U16();
        ushort destinationPort = udp.U16();
        int length = udp.U16();
        ushort checksum = udp.U16();
        if (length < UdpHeaderSize || length > datagram.Length)
        {
            reader.Fail(WireError.BadLength);
        }

        // RFC 768: a checksum of zero means that the sender computed none.
        if (reader.Error == WireError.None && verifyUdpChecksum && checksum != 0
            && UdpChecksum(ip.Source, ip.Destination, datagram[..length]) != 0)
        {
            reader.Fail(WireError.BadChecksum);
        }

        frame = reader.Error == WireError.None
            ? new UdpFrame(ethernet, ip, sourcePort, destinationPort, datagram[UdpHeaderSize..length])
            : default;
        return reader.Error;
    }

    /// <summary>Writes a frame, checksums included.</summary>
    /// <returns>The frame's length in octets.</returns>
    /// <param name="destination">At least <see cref="HeaderSize"/> octets longer than the payload.</param>
    /// <param name="to">Link-layer, network-layer and transport-layer destination.</param>
    /// <param name="from">Link-layer, network-layer and transport-layer source.</param>
    /// <param name="payload">What the datagram carries.</param>
    public static int Write(Span<byte> destination, UdpStation to, UdpStation from, ReadOnlySpan<byte> payload)
    {
        int udpLength = UdpHeaderSize + payload.Length;
        new EthernetHeader(to.Mac, from.Mac, EtherType.Ipv4).WriteTo(destination);
        new Ipv4Header(IpProtocol.Udp, from.Address, to.Address, udpLength).WriteTo(destination[EthernetHeader.Size..]);

        Span<byte> datagram = destination.Slice(EthernetHeader.Size + Ipv4Header.Size, udpLength);
        BinaryPrimitives.WriteUInt16BigEndian(datagram, from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(datagram[2..], to.Port);
        BinaryPrimitives.WriteUInt16BigEndian(datagram[4..], (ushort)udpLength);
        BinaryPrimitives.WriteUInt16BigEndian(datagram[UdpChecksumOffset..], 0);
        payload.CopyTo(datagram[UdpHeaderSize..]);

        // RFC 768: a computed zero is sent as all ones.
        ushort checksum = UdpChecksum(from.Address, to.Address, datagram);
        BinaryPrimitives.WriteUInt16BigEndian(datagram[UdpChecksumOffset..], checksum == 0 ? ushort.MaxValue : checksum);
        return HeaderSize + payload.Length;
    }

    private static ushort UdpChecksum(Ipv4Address source, Ipv4Address destination, ReadOnlySpan<byte> datagram)
    {
        Span<byte> pseudoHeader = stackalloc byte[12];
        source.WriteTo(pseudoHeader);
        destination.WriteTo(pseudoHeader[4..]);
        pseudoHeader[8] = 0;
        pseudoHeader[9] = (byte)IpProtocol.Udp;
        BinaryPrimitives.WriteUInt16BigEndian(pseudoHeader[10..], (ushort)datagram.Length);
        return InternetChecksum.Finish(InternetChecksum.Add(InternetChecksum.Add(0, pseudoHeader), datagram));
    }
}
