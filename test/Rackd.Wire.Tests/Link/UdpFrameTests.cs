using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;
using Rackd.Wire.Link;

namespace Rackd.Wire.Tests.Link;

public sealed class UdpFrameTests
{
    private const int IpOffset = EthernetHeader.Size;
    private const int UdpOffset = EthernetHeader.Size + Ipv4Header.Size;

    // Built by hand: a broadcast from 0.0.0.0:68 that carries "hi!"; checksums reckoned apart.
    private static readonly byte[] _broadcast = Hex.Parse("""
        ffff ffff ffff 5254 0012 3456 0800              # to everybody, IPv4
        4510 001f 0000 4000 4011 3abf                   # 20 octets, low delay, 31 in all, do not fragment, UDP
        0000 0000 ffff ffff                             # from nobody to everybody
        0044 0043 000b                                  # 68 to 67, 11 octets
        75e8                                            # checksum
        6869 21                                         # hi!
        """);

    private static readonly UdpStation _client = new(MacAddress.Parse("52:54:00:12:34:56"), default, 68);
    private static readonly UdpStation _everybody = new(MacAddress.Broadcast, Ipv4Address.Broadcast, 67);

    [Test]
    public void A_frame_is_read()
    {
        WireError error = UdpFrame.TryRead(_broadcast, verifyUdpChecksum: true, out UdpFrame frame);
        (EthernetHeader ethernet, Ipv4Header ip) = (frame.Ethernet, frame.Ip);
        (ushort from, ushort to, byte[] payload) = (frame.SourcePort, frame.DestinationPort, frame.Payload.ToArray());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Is.EqualTo(WireError.None));
            Assert.That(ethernet, Is.EqualTo(new EthernetHeader(_everybody.Mac, _client.Mac, EtherType.Ipv4)));
            Assert.That(ip, Is.EqualTo(new Ipv4Header(IpProtocol.Udp, default, Ipv4Address.Broadcast, 11)));
            Assert.That((from, to), Is.EqualTo(((ushort)68, (ushort)67)));
            Assert.That(payload, Is.EqualTo("hi!"u8.ToArray()));
        }
    }

    [Test]
    public void It_is_written_back_to_the_same_octets()
    {
        byte[] frame = new byte[_broadcast.Length];
        int length = UdpFrame.Write(frame, _everybody, _client, "hi!"u8);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(length, Is.EqualTo(frame.Length));
            Assert.That(Hex.Format(frame), Is.EqualTo(Hex.Format(_broadcast)));
        }
    }

    [Test]
    public void Every_shorter_frame_is_truncated([Range(0, 44)] int length) => Assert.That(
        UdpFrame.TryRead(_broadcast.AsSpan(0, length), verifyUdpChecksum: true, out _), Is.EqualTo(WireError.Truncated));

    [Test]
    public void Padding_to_the_shortest_Ethernet_frame_is_left_out()
    {
        byte[] padded = [.. _broadcast, .. new byte[60 - _broadcast.Length]];
        WireError error = UdpFrame.TryRead(padded, verifyUdpChecksum: true, out UdpFrame frame);
        int length = frame.Payload.Length;
        Assert.That((error, length), Is.EqualTo((WireError.None, 3)));
    }

    [TestCase(12, 0x86, WireError.Unsupported, TestName = "Another EtherType is unsupported")]
    [TestCase(IpOffset, 0x65, WireError.Unsupported, TestName = "Another IP version is unsupported")]
    [TestCase(IpOffset, 0x44, WireError.BadLength, TestName = "An IP header below 20 octets is a bad length")]
    [TestCase(IpOffset + 3, 19, WireError.BadLength, TestName = "A packet shorter than its header is a bad length")]
    [TestCase(IpOffset + 6, 0x20, WireError.Unsupported, TestName = "A first fragment is unsupported")]
    [TestCase(IpOffset + 7, 0x01, WireError.Unsupported, TestName = "A later fragment is unsupported")]
    [TestCase(IpOffset + 8, 0x41, WireError.BadChecksum, TestName = "A changed IP header is a bad checksum")]
    [TestCase(IpOffset + 9, 6, WireError.BadChecksum, TestName = "TCP without a right checksum is a bad checksum")]
    [TestCase(UdpOffset + 5, 12, WireError.BadLength, TestName = "A UDP length past the packet is a bad length")]
    [TestCase(UdpOffset + 5, 7, WireError.BadLength, TestName = "A UDP length below its header is a bad length")]
    [TestCase(UdpOffset + 8, (int)'H', WireError.BadChecksum, TestName = "A changed payload is a bad checksum")]
    public void A_wrong_field_is_told(int offset, int value, WireError expected)
    {
        byte[] frame = [.. _broadcast];
        frame[offset] = (byte)value;
        Assert.That(UdpFrame.TryRead(frame, verifyUdpChecksum: true, out _), Is.EqualTo(expected));
    }

    [Test]
    public void Another_protocol_is_unsupported()
    {
        byte[] frame = [.. _broadcast];
        new Ipv4Header(IpProtocol.Tcp, default, Ipv4Address.Broadcast, 11).WriteTo(frame.AsSpan(IpOffset));
        Assert.That(UdpFrame.TryRead(frame, verifyUdpChecksum: true, out _), Is.EqualTo(WireError.Unsupported));
    }

    [Test]
    public void A_checksum_that_is_not_filled_in_yet_is_not_looked_at()
    {
        byte[] frame = [.. _broadcast];
        frame[UdpOffset + 6] = 0xBE;
        Assert.That(UdpFrame.TryRead(frame, verifyUdpChecksum: false, out _), Is.EqualTo(WireError.None));
    }

    [Test]
    public void A_checksum_of_zero_means_that_there_is_none()
    {
        byte[] frame = [.. _broadcast];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(UdpOffset + 6), 0);
        Assert.That(UdpFrame.TryRead(frame, verifyUdpChecksum: true, out _), Is.EqualTo(WireError.None));
    }

    [Test]
    public void A_checksum_that_comes_out_as_zero_is_sent_as_all_ones()
    {
        byte[] payload = "hi"u8.ToArray();
        byte[] frame = new byte[UdpFrame.HeaderSize + payload.Length];
        UdpFrame.Write(frame, _everybody, _client, payload);
        ushort checksum = BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(UdpOffset + 6));

        // Adding the checksum itself to the payload's one word makes the sum all ones.
        uint word = (uint)(BinaryPrimitives.ReadUInt16BigEndian(payload) + checksum);
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)((word & 0xFFFF) + (word >> 16)));
        UdpFrame.Write(frame, _everybody, _client, payload);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(UdpOffset + 6)), Is.EqualTo(0xFFFF));
            Assert.That(UdpFrame.TryRead(frame, verifyUdpChecksum: true, out _), Is.EqualTo(WireError.None));
        }
    }

    [Test]
    public void IP_options_are_stepped_over()
    {
        byte[] frame = [.. _broadcast[..UdpOffset], 1, 1, 1, 0, .. _broadcast[UdpOffset..]];
        Span<byte> header = frame.AsSpan(IpOffset, 24);
        header[0] = 0x46;
        header[3] += 4;
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], InternetChecksum.Of(header));
        WireError error = UdpFrame.TryRead(frame, verifyUdpChecksum: true, out UdpFrame read);
        byte[] payload = read.Payload.ToArray();

        Assert.That((error, Hex.Format(payload)), Is.EqualTo((WireError.None, "68 69 21")));
    }

    [Test]
    public void What_is_written_is_read_again() => Prop.ForAll<uint, uint, byte[]>((source, destination, payload) =>
    {
        byte[] octets = new byte[UdpFrame.HeaderSize + payload.Length];
        UdpStation to = new(new MacAddress(source), new Ipv4Address(destination), 68);
        UdpStation from = new(new MacAddress(destination), new Ipv4Address(source), 67);
        UdpFrame.Write(octets, to, from, payload);
        return UdpFrame.TryRead(octets, verifyUdpChecksum: true, out UdpFrame frame) == WireError.None
            && frame.Ip.Source == from.Address
            && frame.Ip.Destination == to.Address
            && frame.Payload.SequenceEqual(payload);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void No_octets_throw() => Prop.ForAll<byte[]>(octets =>
        UdpFrame.TryRead(octets, verifyUdpChecksum: true, out _) != WireError.None).QuickCheckThrowOnFailure();

    [Test]
    public void No_mutation_throws()
    {
        foreach (byte[] mutation in new SeededRandom(1).Mutations(_broadcast, 1000))
        {
            Assert.That(() => UdpFrame.TryRead(mutation, verifyUdpChecksum: false, out _), Throws.Nothing);
        }
    }
}
