using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Dhcp4;

/// <summary>A received DHCP or BOOTP message (RFC 2131 §2), read in place without allocating.</summary>
public readonly ref struct Dhcp4Message
{
    /// <summary>Octets before the magic cookie.</summary>
    public const int FixedSize = 236;

    /// <summary>The octets 99.130.83.99 that begin the options field (RFC 2131 §3).</summary>
    public const uint MagicCookie = 0x63825363;

    /// <summary>Hardware type of Ethernet (htype).</summary>
    public const byte Ethernet = 1;

    private const byte BootRequest = 1;
    private const byte BootReply = 2;
    private const int HardwareAddressSize = 16;
    private const int ServerNameSize = 64;
    private const int FileSize = 128;
    private const ushort BroadcastFlag = 0x8000;
    private const byte OverloadsFile = 0b01;
    private const byte OverloadsServerName = 0b10;

    private Dhcp4Message(ReadOnlySpan<byte> source, out WireError error)
    {
        WireReader reader = new(source);
        byte operation = reader.U8();
        IsReply = operation == BootReply;
        HardwareType = reader.U8();
        HardwareLength = reader.U8();
        Hops = reader.U8();
        TransactionId = reader.U32();
        Seconds = reader.U16();
        Flags = reader.U16();
        ClientAddress = Ipv4Address.Read(ref reader);
        YourAddress = Ipv4Address.Read(ref reader);
        ServerAddress = Ipv4Address.Read(ref reader);
        RelayAddress = Ipv4Address.Read(ref reader);
        HardwareAddress = reader.Bytes(HardwareAddressSize);
        ServerName = reader.Bytes(ServerNameSize);
        File = reader.Bytes(FileSize);
        uint cookie = reader.U32();
        if (operation is not (BootRequest or BootReply) || HardwareLength > HardwareAddressSize)
        {
            reader.Fail(WireError.BadValue);
        }

        if (cookie != MagicCookie)
        {
            reader.Fail(WireError.Unsupported);
        }

        ReadOnlySpan<byte> field = reader.Rest();
        byte overload = new Dhcp4Options(field, [], []).First(Dhcp4OptionCode.Overload) is [var only] ? only : (byte)0;
        ReadOnlySpan<byte> file = (overload & OverloadsFile) != 0 ? File : [];
        ReadOnlySpan<byte> serverName = (overload & OverloadsServerName) != 0 ? ServerName : [];
        reader.Fail(Dhcp4Options.Check(field));
        reader.Fail(Dhcp4Options.Check(file));
        reader.Fail(Dhcp4Options.Check(serverName));
        Options = new Dhcp4Options(field, file, serverName);
        error = reader.Error;
    }

    /// <summary>Whether a server or relay sent it (op 2) rather than a client (op 1).</summary>
    public bool IsReply { get; }

    /// <summary>Hardware type (htype).</summary>
    public byte HardwareType { get; }

    /// <summary>Length of the hardware address (hlen), at most 16.</summary>
    public byte HardwareLength { get; }

    /// <summary>Relay agents passed (hops).</summary>
    public byte Hops { get; }

    /// <summary>Transaction the message belongs to (xid).</summary>
    public uint TransactionId { get; }

    /// <summary>Seconds since the client began, as it says (secs).</summary>
    public ushort Seconds { get; }

    /// <summary>All flag bits.</summary>
    public ushort Flags { get; }

    /// <summary>Whether the client can only be reached by broadcast (B flag, RFC 2131 §4.1).</summary>
    public bool WantsBroadcast => (Flags & BroadcastFlag) != 0;

    /// <summary>The client's address, if it uses one (ciaddr).</summary>
    public Ipv4Address ClientAddress { get; }

    /// <summary>The address for the client (yiaddr).</summary>
    public Ipv4Address YourAddress { get; }

    /// <summary>The server to boot from (siaddr).</summary>
    public Ipv4Address ServerAddress { get; }

    /// <summary>The relay agent's address (giaddr).</summary>
    public Ipv4Address RelayAddress { get; }

    /// <summary>All 16 octets of the client's hardware address (chaddr).</summary>
    public ReadOnlySpan<byte> HardwareAddress { get; }

    /// <summary>The client's Ethernet address; zero when it has none.</summary>
    public MacAddress Mac => HardwareType == Ethernet && HardwareLength == MacAddress.Size
        ? MacAddress.FromOctets(HardwareAddress)
        : default;

    /// <summary>Name of the server (sname), 64 octets, or options.</summary>
    public ReadOnlySpan<byte> ServerName { get; }

    /// <summary>Name of the boot file (file), 128 octets, or options.</summary>
    public ReadOnlySpan<byte> File { get; }

    /// <summary>The options, overload and parts resolved.</summary>
    public Dhcp4Options Options { get; }

    /// <summary>Option 53; <see cref="Dhcp4MessageType.None"/> when it is absent or malformed.</summary>
    public Dhcp4MessageType MessageType => Options.First(Dhcp4OptionCode.MessageType) is [var type]
        ? (Dhcp4MessageType)type
        : Dhcp4MessageType.None;

    /// <summary>Reads the payload of a UDP datagram.</summary>
    public static WireError TryRead(ReadOnlySpan<byte> source, out Dhcp4Message message)
    {
        Dhcp4Message read = new(source, out WireError error);
        message = error == WireError.None ? read : default;
        return error;
    }

    /// <summary>Option 50, 54 or another that holds exactly one address; null when absent or malformed.</summary>
    public Ipv4Address? AddressOption(Dhcp4OptionCode code)
    {
        ReadOnlySpan<byte> value = Options.First(code);
        return value.Length == Ipv4Address.Size ? Ipv4Address.FromOctets(value) : null;
    }
}
