using Rackd.Domain.Simulation;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Simulation;

/// <summary>Answers of a server, for machines to read.</summary>
internal static class Answers
{
    public const uint Transaction = 0x0BAD_CAFE;

    public static MacAddress Mac { get; } = MacAddress.Parse("52:54:00:de:00:01");

    public static Ipv4Address Client { get; } = Ipv4Address.Parse("192.0.2.7");

    public static Ipv4Address Server { get; } = Ipv4Address.Parse("192.0.2.1");

    public static DhcpAnswer Offer() => Read(Write("loader.efi", new Dhcp4OptionList()))!;

    public static DhcpAnswer With(string bootFile, string vendorClass = "", bool hasServer = true) => Offer() with
    {
        BootFile = bootFile,
        VendorClass = vendorClass,
        BootServer = hasServer ? Server : default,
    };

    public static DhcpAnswer? Read(byte[] octets) => DhcpAnswer.TryRead(octets, Mac, Transaction);

    public static byte[] Write(string file, Dhcp4OptionList more)
    {
        byte[] mac = new byte[MacAddress.Size];
        Mac.WriteTo(mac);
        Dhcp4OptionList options = new();
        options.AddByte(Dhcp4OptionCode.MessageType, (byte)Dhcp4MessageType.Offer);
        options.AddAddress(Dhcp4OptionCode.ServerIdentifier, Server);
        options.Add(Dhcp4OptionCode.SubnetMask, [255, 255, 254, 0]);
        Dhcp4Reply reply = new()
        {
            HardwareType = Dhcp4Message.Ethernet,
            HardwareAddress = mac,
            TransactionId = Transaction,
            Flags = 0,
            YourAddress = Client,
            ServerAddress = Server,
            File = file,
            Options = options.Append(more),
        };
        byte[] buffer = new byte[Dhcp4Reply.LargestSize];
        return buffer[..reply.WriteTo(buffer)];
    }
}
