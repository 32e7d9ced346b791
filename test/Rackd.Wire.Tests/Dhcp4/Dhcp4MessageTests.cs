using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;
using Rackd.Wire.Dhcp4;

namespace Rackd.Wire.Tests.Dhcp4;

public sealed class Dhcp4MessageTests
{
    private static readonly Dhcp4ClientMessage _discover = new(Dhcp4MessageType.Discover);
    private static readonly Dhcp4OptionCode[] _codes = [.. Enum.GetValues<Dhcp4OptionCode>(), (Dhcp4OptionCode)235];

    public static IEnumerable<Vector> All => Vectors.Of("Dhcp4");

    [Test]
    public void The_fixed_part_is_read()
    {
        byte[] octets = (_discover with
        {
            Hops = 3,
            Flags = 0x8001,
            ClientAddress = Ipv4Address.Parse("10.1.0.9"),
            RelayAddress = Ipv4Address.Parse("10.2.0.254"),
            ServerName = "srv"u8.ToArray(),
            File = "boot"u8.ToArray(),
        }).ToOctets();
        WireError error = Dhcp4Message.TryRead(octets, out Dhcp4Message message);
        (bool isReply, byte type, byte length, byte hops) =
            (message.IsReply, message.HardwareType, message.HardwareLength, message.Hops);
        (uint transaction, ushort flags, bool broadcast) = (message.TransactionId, message.Flags, message.WantsBroadcast);
        (Ipv4Address client, Ipv4Address relay) = (message.ClientAddress, message.RelayAddress);
        (MacAddress mac, Dhcp4MessageType messageType) = (message.Mac, message.MessageType);
        string serverName = Encoding.ASCII.GetString(message.ServerName).TrimEnd('\0');
        string file = Encoding.ASCII.GetString(message.File).TrimEnd('\0');

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Is.EqualTo(WireError.None));
            Assert.That((isReply, type, length, hops), Is.EqualTo((false, (byte)1, (byte)6, (byte)3)));
            Assert.That((transaction, flags, broadcast), Is.EqualTo((0x12345678u, (ushort)0x8001, true)));
            Assert.That((client.ToString(), relay.ToString()), Is.EqualTo(("10.1.0.9", "10.2.0.254")));
            Assert.That((mac.ToString(), messageType), Is.EqualTo(("52:54:00:12:34:56", Dhcp4MessageType.Discover)));
            Assert.That((serverName, file), Is.EqualTo(("srv", "boot")));
        }
    }

    [TestCaseSource(nameof(All))]
    public void Every_vector_is_read_and_says_where_it_is_from(Vector vector)
    {
        WireError error = Dhcp4Message.TryRead(vector.Octets, out Dhcp4Message message);
        (MacAddress mac, Dhcp4MessageType type) = (message.Mac, message.MessageType);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Is.EqualTo(WireError.None));
            Assert.That(mac.IsZero, Is.False);
            Assert.That(type, Is.Not.EqualTo(Dhcp4MessageType.None));
            Assert.That(vector.Provenance, Is.Not.Empty);
        }
    }

    [TestCase("edk2-pxe-x64-discover", 347)]
    [TestCase("edk2-pxe-x64-request", 359)]
    [TestCase("edk2-http-x64-discover", 340)]
    [TestCase("edk2-http-x64-request", 352)]
    [TestCase("ipxe-bios-discover", 400)]
    [TestCase("ipxe-bios-request", 412)]
    [TestCase("grub-discover", 300)]
    public void Vectors_built_by_hand_are_as_long_as_the_packets_seen(string name, int length) =>
        Assert.That(Vectors.Read($"Dhcp4/{name}").Octets, Has.Length.EqualTo(length));

    [TestCaseSource(nameof(All))]
    public void Every_shorter_fixed_part_is_truncated(Vector vector)
    {
        for (int length = 0; length < Dhcp4ClientMessage.OptionsOffset; length++)
        {
            Assert.That(
                Dhcp4Message.TryRead(vector.Octets.AsSpan(0, length), out _), Is.EqualTo(WireError.Truncated), $"{length}");
        }
    }

    [TestCaseSource(nameof(All))]
    public void A_message_cut_within_its_options_is_truncated_or_lacks_only_what_is_cut(Vector vector)
    {
        Dhcp4ServerMessage whole = new(vector.Octets);
        int position = Dhcp4ClientMessage.OptionsOffset;
        foreach ((Dhcp4OptionCode code, byte[] value) in whole.Options)
        {
            Assert.That(Read(vector.Octets, position), Is.EqualTo(WireError.None), $"before option {code}");
            for (int length = position + 1; length < position + 2 + value.Length; length++)
            {
                Assert.That(Read(vector.Octets, length), Is.EqualTo(WireError.Truncated), $"within option {code}");
            }

            position += 2 + value.Length;
        }

        static WireError Read(byte[] octets, int length) => Dhcp4Message.TryRead(octets.AsSpan(0, length), out _);
    }

    [Test]
    public void An_option_that_nobody_uses_may_be_cut_short()
    {
        // Kea and dnsmasq answer such clients, with what could be read.
        Dhcp4ClientMessage message = _discover with { Tail = [224, 10, 1, 2] };
        WireError error = Dhcp4Message.TryRead(message.ToOctets(), out Dhcp4Message read);
        Dhcp4MessageType type = read.MessageType;
        Assert.That((error, type), Is.EqualTo((WireError.None, Dhcp4MessageType.Discover)));
    }

    [TestCase(3, TestName = "Neither request nor reply is a bad value")]
    [TestCase(0, TestName = "Operation zero is a bad value")]
    public void A_strange_operation(int operation) => Assert.That(
        Dhcp4Message.TryRead((_discover with { Operation = (byte)operation }).ToOctets(), out _),
        Is.EqualTo(WireError.BadValue));

    [Test]
    public void A_hardware_address_beyond_16_octets_is_a_bad_value() => Assert.That(
        Dhcp4Message.TryRead((_discover with { HardwareLength = 17 }).ToOctets(), out _), Is.EqualTo(WireError.BadValue));

    [Test]
    public void Without_the_magic_cookie_it_is_unsupported() => Assert.That(
        Dhcp4Message.TryRead((_discover with { Cookie = 0x63825364 }).ToOctets(), out _), Is.EqualTo(WireError.Unsupported));

    [Test]
    public void A_missing_end_marker_is_no_fault() => Assert.That(
        Dhcp4Message.TryRead((_discover with { Tail = [] }).ToOctets(), out _), Is.EqualTo(WireError.None));

    [TestCase(0, 0)]
    [TestCase(32, 6)]
    [TestCase(1, 5)]
    [TestCase(0, 6)]
    public void Only_six_octets_of_Ethernet_make_a_MAC(int type, int length)
    {
        Dhcp4ClientMessage message = _discover with { HardwareType = (byte)type, HardwareLength = (byte)length };
        WireError error = Dhcp4Message.TryRead(message.ToOctets(), out Dhcp4Message read);
        bool isZero = read.Mac.IsZero;
        Assert.That((error, isZero), Is.EqualTo((WireError.None, true)));
    }

    [TestCase(new byte[] { }, ExpectedResult = Dhcp4MessageType.None)]
    [TestCase(new byte[] { 1, 1 }, ExpectedResult = Dhcp4MessageType.None)]
    [TestCase(new byte[] { 8 }, ExpectedResult = Dhcp4MessageType.Inform)]
    [TestCase(new byte[] { 99 }, ExpectedResult = (Dhcp4MessageType)99)]
    public Dhcp4MessageType The_message_type_is_one_octet(byte[] value)
    {
        byte[] octets = new Dhcp4ClientMessage((Dhcp4MessageType?)null).With(Dhcp4OptionCode.MessageType, value).ToOctets();
        Dhcp4Message.TryRead(octets, out Dhcp4Message message);
        return message.MessageType;
    }

    [TestCase(new byte[] { 10, 1, 0, 5 }, ExpectedResult = "10.1.0.5")]
    [TestCase(new byte[] { 10, 1, 0 }, ExpectedResult = null)]
    [TestCase(new byte[] { 10, 1, 0, 5, 6 }, ExpectedResult = null)]
    [TestCase(new byte[] { }, ExpectedResult = null)]
    public string? An_address_option_is_four_octets(byte[] value)
    {
        byte[] octets = _discover.With(Dhcp4OptionCode.RequestedAddress, value).ToOctets();
        Dhcp4Message.TryRead(octets, out Dhcp4Message message);
        return message.AddressOption(Dhcp4OptionCode.RequestedAddress)?.ToString();
    }

    [Test]
    public void No_octets_throw() => Prop.ForAll<byte[]>(octets =>
    {
        Touch(octets);
        Touch([.. _discover.ToOctets()[..Dhcp4ClientMessage.OptionsOffset], .. octets]);
        return true;
    }).QuickCheckThrowOnFailure();

    [TestCaseSource(nameof(All))]
    public void No_mutation_throws(Vector vector)
    {
        int read = 0;
        foreach (byte[] mutation in new SeededRandom(2).Mutations(vector.Octets, 1000))
        {
            read += Touch(mutation) == WireError.None ? 1 : 0;
        }

        // Most changes hit what no reader can find wrong, or the test would prove little.
        Assert.That(read, Is.InRange(200, 999));
    }

    private static WireError Touch(ReadOnlySpan<byte> octets)
    {
        WireError error = Dhcp4Message.TryRead(octets, out Dhcp4Message message);
        Span<byte> scratch = stackalloc byte[255];
        foreach (Dhcp4OptionCode code in _codes)
        {
            message.Options.First(code);
            message.Options.Joined(code, scratch);
        }

        _ = (message.Mac, message.MessageType, message.AddressOption(Dhcp4OptionCode.RequestedAddress));
        return error;
    }
}
