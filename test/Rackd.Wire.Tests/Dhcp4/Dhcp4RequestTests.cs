using FsCheck;
using FsCheck.Fluent;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;
using Rackd.Wire.Dhcp4;

namespace Rackd.Wire.Tests.Dhcp4;

public sealed class Dhcp4RequestTests
{
    private static readonly byte[] _mac = [0x52, 0x54, 0x00, 0x12, 0x34, 0x56];

    [Test]
    public void Every_field_is_read_back()
    {
        Dhcp4OptionList options = new();
        options.AddByte(Dhcp4OptionCode.MessageType, (byte)Dhcp4MessageType.Discover);
        byte[] octets = Write(Request(options) with
        {
            Seconds = 7,
            WantsBroadcast = true,
            ClientAddress = Ipv4Address.Parse("10.1.0.2"),
            RelayAddress = Ipv4Address.Parse("10.1.0.5"),
        });

        WireError error = Dhcp4Message.TryRead(octets, out Dhcp4Message message);
        Assert.That(error, Is.EqualTo(WireError.None));
        (bool, byte, byte, byte) head = (message.IsReply, message.HardwareType, message.HardwareLength, message.Hops);
        (uint, ushort, bool) middle = (message.TransactionId, message.Seconds, message.WantsBroadcast);
        string addresses =
            $"{message.ClientAddress} {message.YourAddress} {message.ServerAddress} {message.RelayAddress} {message.Mac}";
        Dhcp4MessageType type = message.MessageType;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(head, Is.EqualTo((false, 1, 6, 0)));
            Assert.That(middle, Is.EqualTo((0xCAFE0123u, 7, true)));
            Assert.That(addresses, Is.EqualTo("10.1.0.2 0.0.0.0 0.0.0.0 10.1.0.5 52:54:00:12:34:56"));
            Assert.That(type, Is.EqualTo(Dhcp4MessageType.Discover));
        }
    }

    [TestCase(0, 300)]
    [TestCase(57, 300)]
    [TestCase(58, 301)]
    public void A_request_is_padded_to_300_octets(int valueLength, int total)
    {
        Dhcp4OptionList options = new();
        options.Add(Dhcp4OptionCode.HostName, new byte[valueLength]);
        Assert.That(Write(Request(options)), Has.Length.EqualTo(total));
    }

    [Test]
    public void What_the_buffer_held_before_does_not_leak()
    {
        byte[] buffer = new byte[Dhcp4Request.LargestSize];
        Array.Fill(buffer, (byte)0xAA);
        int length = Request(new Dhcp4OptionList()).WriteTo(buffer);
        Assert.That(buffer.AsSpan(0, length).Contains((byte)0xAA), Is.False);
    }

    [Test]
    public void Any_value_of_any_option_is_read_back_whole() => Prop.ForAll<byte, byte[]>((code, value) =>
    {
        if (code is (byte)Dhcp4OptionCode.Pad or (byte)Dhcp4OptionCode.End or (byte)Dhcp4OptionCode.Overload)
        {
            return true;
        }

        Dhcp4OptionList options = new Dhcp4OptionList().Append(List((Dhcp4OptionCode)code, value ?? []));
        byte[] octets = Write(Request(options));
        return Dhcp4Message.TryRead(octets, out Dhcp4Message message) == WireError.None
            && message.Options.First((Dhcp4OptionCode)code).SequenceEqual(value ?? []);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void A_machine_identifier_is_read_back()
    {
        Guid uuid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        byte[] value = ClientMachineIdentifier.ToOctets(uuid);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClientMachineIdentifier.TryRead(value, out Guid read), Is.True);
            Assert.That(read, Is.EqualTo(uuid));
            Assert.That(Convert.ToHexString(value), Is.EqualTo("0033221100554477668899AABBCCDDEEFF"));
        }
    }

    private static Dhcp4OptionList List(Dhcp4OptionCode code, byte[] value)
    {
        Dhcp4OptionList list = new();
        list.Add(code, value);
        return list;
    }

    private static Dhcp4Request Request(Dhcp4OptionList options) =>
        new() { HardwareAddress = _mac, TransactionId = 0xCAFE0123, Options = options };

    private static byte[] Write(Dhcp4Request request)
    {
        byte[] buffer = new byte[Dhcp4Request.LargestSize];
        return buffer[..request.WriteTo(buffer)];
    }
}
