using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;
using Rackd.Wire.Dhcp4;

namespace Rackd.Wire.Tests.Dhcp4;

public sealed class Dhcp4ReplyTests
{
    [Test]
    public void Every_field_stands_where_clients_look_for_it()
    {
        Dhcp4OptionList options = new();
        options.AddByte(Dhcp4OptionCode.MessageType, (byte)Dhcp4MessageType.Ack);
        Dhcp4ServerMessage read = Write(Reply(options) with
        {
            Flags = 0x8000,
            ClientAddress = Ipv4Address.Parse("10.1.0.2"),
            YourAddress = Ipv4Address.Parse("10.1.0.3"),
            ServerAddress = Ipv4Address.Parse("10.1.0.4"),
            RelayAddress = Ipv4Address.Parse("10.1.0.5"),
            ServerName = "server",
            File = "file",
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((read.Operation, read.HardwareType, read.HardwareLength, read.Hops), Is.EqualTo((2, 1, 6, 0)));
            Assert.That((read.TransactionId, read.Seconds, read.Flags), Is.EqualTo((0xCAFE0123u, 0, 0x8000)));
            Assert.That(read.ClientAddress.ToString(), Is.EqualTo("10.1.0.2"));
            Assert.That(read.YourAddress.ToString(), Is.EqualTo("10.1.0.3"));
            Assert.That(read.ServerAddress.ToString(), Is.EqualTo("10.1.0.4"));
            Assert.That(read.RelayAddress.ToString(), Is.EqualTo("10.1.0.5"));
            Assert.That(read.Mac.ToString(), Is.EqualTo("52:54:00:12:34:56"));
            Assert.That((read.ServerName, read.File), Is.EqualTo(("server", "file")));
            Assert.That((read.Cookie, read.Type), Is.EqualTo((0x63825363u, Dhcp4MessageType.Ack)));
        }
    }

    [TestCase(0, 300)]
    [TestCase(57, 300)]
    [TestCase(58, 301)]
    public void A_reply_is_padded_to_300_octets(int valueLength, int total)
    {
        Dhcp4OptionList options = new();
        options.Add(Dhcp4OptionCode.HostName, new byte[valueLength]);
        Assert.That(Write(Reply(options)).Length, Is.EqualTo(total));
    }

    [Test]
    public void What_the_buffer_held_before_does_not_leak()
    {
        byte[] buffer = new byte[Dhcp4Reply.LargestSize];
        Array.Fill(buffer, (byte)0xAA);
        int length = Reply(new Dhcp4OptionList()).WriteTo(buffer);
        Assert.That(buffer.AsSpan(0, length).Contains((byte)0xAA), Is.False);
    }

    [TestCase(127, 127)]
    [TestCase(128, 0)]
    public void A_file_name_too_long_is_left_out_rather_than_cut(int length, int written) => Assert.That(
        Write(Reply(new Dhcp4OptionList()) with { File = new string('f', length) }).File, Has.Length.EqualTo(written));

    [TestCase(63, 63)]
    [TestCase(64, 0)]
    public void So_is_a_server_name(int length, int written) => Assert.That(
        Write(Reply(new Dhcp4OptionList()) with { ServerName = new string('s', length) }).ServerName,
        Has.Length.EqualTo(written));

    [TestCase(0, "0c00")]
    [TestCase(1, "0c01")]
    [TestCase(255, "0cff")]
    [TestCase(256, "0cff 0c01")]
    [TestCase(510, "0cff 0cff")]
    [TestCase(511, "0cff 0cff 0c01")]
    public void A_long_value_goes_in_parts(int length, string heads)
    {
        byte[] value = new SeededRandom(3).Octets(length);
        Dhcp4OptionList options = new();
        options.Add(Dhcp4OptionCode.HostName, value);

        List<string> found = [];
        for (int at = 0; at < options.Octets.Length; at += 2 + options.Octets[at + 1])
        {
            found.Add(Convert.ToHexStringLower(options.Octets.Slice(at, 2)));
        }

        byte[] joined = new Dhcp4Options(options.Octets, [], []).Joined(Dhcp4OptionCode.HostName, new byte[1024]).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join(' ', found), Is.EqualTo(heads));
            Assert.That(joined, Is.EqualTo(value));
        }
    }

    [TestCase(1.9, 1u)]
    [TestCase(-1, 0u)]
    [TestCase(1e10, uint.MaxValue)]
    public void Seconds_are_whole_and_for_ever_at_most(double seconds, uint written)
    {
        Dhcp4OptionList options = new();
        options.AddSeconds(Dhcp4OptionCode.LeaseTime, TimeSpan.FromSeconds(seconds));
        Assert.That(Write(Reply(options)).Number(Dhcp4OptionCode.LeaseTime), Is.EqualTo(written));
    }

    [Test]
    public void Values_are_written_as_their_types_say()
    {
        Dhcp4OptionList options = new();
        options.AddUInt16(Dhcp4OptionCode.InterfaceMtu, 1500);
        options.AddAddresses(Dhcp4OptionCode.Router, [Ipv4Address.Parse("10.1.0.1"), Ipv4Address.Parse("10.1.0.2")]);
        options.AddText(Dhcp4OptionCode.DomainName, "rack");
        options.AddTerminatedText(Dhcp4OptionCode.BootFileName, "a");
        Assert.That(
            Hex.Format(options.Octets), Is.EqualTo("1a 02 05 dc 03 08 0a 01 00 01 0a 01 00 02 0f 04 72 61 63 6b 43 02 61 00"));
    }

    [Test]
    public void What_is_written_is_read_again() => Prop.ForAll<uint, uint, byte[]>((transaction, address, value) =>
    {
        Dhcp4OptionList options = new();
        options.AddByte(Dhcp4OptionCode.MessageType, 2);
        options.Add(Dhcp4OptionCode.HostName, value);
        byte[] octets = new byte[Dhcp4Reply.LargestSize];
        int length = (Reply(options) with { TransactionId = transaction, YourAddress = new(address) }).WriteTo(octets);
        return Dhcp4Message.TryRead(octets.AsSpan(0, length), out Dhcp4Message read) == WireError.None
            && read.IsReply
            && read.TransactionId == transaction
            && read.YourAddress.Value == address
            && read.MessageType == Dhcp4MessageType.Offer
            && read.Options.Joined(Dhcp4OptionCode.HostName, new byte[value.Length]).SequenceEqual(value);
    }).QuickCheckThrowOnFailure();

    private static Dhcp4Reply Reply(Dhcp4OptionList options) => new()
    {
        HardwareType = 1,
        HardwareAddress = Hex.Parse("5254 0012 3456"),
        TransactionId = uint.Parse("CAFE0123", NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        Flags = 0,
        Options = options,
    };

    private static Dhcp4ServerMessage Write(Dhcp4Reply reply)
    {
        byte[] octets = new byte[Dhcp4Reply.LargestSize];
        return new Dhcp4ServerMessage(octets.AsSpan(0, reply.WriteTo(octets)));
    }
}
