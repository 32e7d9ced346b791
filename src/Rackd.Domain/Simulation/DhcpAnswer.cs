using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Simulation;

/// <summary>What a server answered to a booting machine.</summary>
public sealed record DhcpAnswer
{
    private const Dhcp4OptionCode IpxeNoProxyDhcp = (Dhcp4OptionCode)176;
    private const byte OverloadsFile = 0b01;
    private const int DefaultPrefixLength = 24;

    /// <summary>OFFER, ACK or NAK (option 53).</summary>
    public required Dhcp4MessageType Type { get; init; }

    /// <summary>The address for the machine (yiaddr).</summary>
    public required Ipv4Address Address { get; init; }

    /// <summary>Who answered (option 54).</summary>
    public required Ipv4Address Server { get; init; }

    /// <summary>The machine's network by the subnet mask (option 1); a /24 without one.</summary>
    public required Ipv4Network Network { get; init; }

    /// <summary>The server to boot from: siaddr, else option 66 where that is an address; zero for none.</summary>
    public required Ipv4Address BootServer { get; init; }

    /// <summary>Option 67, else the <c>file</c> field; empty for none.</summary>
    public required string BootFile { get; init; }

    /// <summary>Option 60, empty for none.</summary>
    public required string VendorClass { get; init; }

    /// <summary>Why, in a NAK (option 56); empty for nothing.</summary>
    public required string Message { get; init; }

    /// <summary>Whether iPXE is told not to wait for ProxyDHCP servers (175.176).</summary>
    public required bool EndsProxyWait { get; init; }

    /// <summary>Reads an answer; null when it is none, or belongs to another machine or transaction.</summary>
    public static DhcpAnswer? TryRead(ReadOnlySpan<byte> datagram, MacAddress mac, uint transactionId)
    {
        if (Dhcp4Message.TryRead(datagram, out Dhcp4Message message) != WireError.None
            || !message.IsReply || message.Mac != mac || message.TransactionId != transactionId)
        {
            return null;
        }

        Ipv4Address bootServer = message.ServerAddress;
        if (bootServer.IsAny && Ipv4Address.TryParse(Text(message.Options.First(Dhcp4OptionCode.TftpServerName)), out Ipv4Address named))
        {
            bootServer = named;
        }

        return new DhcpAnswer
        {
            Type = message.MessageType,
            Address = message.YourAddress,
            Server = message.AddressOption(Dhcp4OptionCode.ServerIdentifier) ?? default,
            Network = new Ipv4Network(message.YourAddress, PrefixLength(message.Options.First(Dhcp4OptionCode.SubnetMask))),
            BootServer = bootServer,
            BootFile = BootFileOf(message),
            VendorClass = Text(message.Options.First(Dhcp4OptionCode.VendorClass)),
            Message = Text(message.Options.First(Dhcp4OptionCode.Message)),
            EndsProxyWait = new Dhcp4Options(message.Options.First(Dhcp4OptionCode.Ipxe), [], []).First(IpxeNoProxyDhcp) is [1],
        };
    }

    private static string BootFileOf(in Dhcp4Message message)
    {
        string option = Text(message.Options.First(Dhcp4OptionCode.BootFileName));
        bool holdsOptions = message.Options.First(Dhcp4OptionCode.Overload) is [var fields] && (fields & OverloadsFile) != 0;
        return option.Length > 0 || holdsOptions ? option : Text(message.File);
    }

    private static int PrefixLength(ReadOnlySpan<byte> mask) => mask.Length == Ipv4Address.Size
        ? BitOperations.PopCount(BinaryPrimitives.ReadUInt32BigEndian(mask))
        : DefaultPrefixLength;

    // Firmware takes a text up to its first NUL.
    private static string Text(ReadOnlySpan<byte> octets)
    {
        int end = octets.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? octets : octets[..end]);
    }
}
