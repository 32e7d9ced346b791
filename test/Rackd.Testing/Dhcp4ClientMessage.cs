using System.Buffers.Binary;
using System.Text;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Testing;

/// <summary>A DHCPv4 message as a client or relay agent sends it; every field may be set wrong.</summary>
public sealed record Dhcp4ClientMessage(Dhcp4MessageType? Type)
{
    public const int OptionsOffset = 240;

    public byte Operation { get; init; } = 1;

    public byte HardwareType { get; init; } = 1;

    public byte HardwareLength { get; init; } = MacAddress.Size;

    public byte Hops { get; init; }

    public uint TransactionId { get; init; } = 0x12345678;

    public ushort Flags { get; init; }

    public Ipv4Address ClientAddress { get; init; }

    public Ipv4Address RelayAddress { get; init; }

    public MacAddress Mac { get; init; } = MacAddress.Parse("52:54:00:12:34:56");

    public IReadOnlyList<byte> ServerName { get; init; } = [];

    public IReadOnlyList<byte> File { get; init; } = [];

    public uint Cookie { get; init; } = Dhcp4Message.MagicCookie;

    public IReadOnlyList<(byte Code, byte[] Value)> Options { get; init; } = [];

    /// <summary>Octets behind the last option; the end marker unless set.</summary>
    public IReadOnlyList<byte> Tail { get; init; } = [255];

    public Dhcp4ClientMessage With(Dhcp4OptionCode code, params byte[] value) =>
        this with { Options = [.. Options, ((byte)code, value)] };

    public Dhcp4ClientMessage With(Dhcp4OptionCode code, string value) => With(code, Encoding.ASCII.GetBytes(value));

    public Dhcp4ClientMessage With(Dhcp4OptionCode code, Ipv4Address value)
    {
        byte[] octets = new byte[Ipv4Address.Size];
        value.WriteTo(octets);
        return With(code, octets);
    }

    public Dhcp4ClientMessage Without(Dhcp4OptionCode code) =>
        this with { Options = [.. Options.Where(option => option.Code != (byte)code)] };

    /// <summary>The UDP payload.</summary>
    public byte[] ToOctets()
    {
        byte[] head = new byte[OptionsOffset];
        head[0] = Operation;
        head[1] = HardwareType;
        head[2] = HardwareLength;
        head[3] = Hops;
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), TransactionId);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(10), Flags);
        ClientAddress.WriteTo(head.AsSpan(12));
        RelayAddress.WriteTo(head.AsSpan(24));
        Mac.WriteTo(head.AsSpan(28));
        ServerName.ToArray().CopyTo(head, 44);
        File.ToArray().CopyTo(head, 108);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(236), Cookie);
        List<byte> octets = [.. head];
        if (Type is { } type)
        {
            octets.AddRange([(byte)Dhcp4OptionCode.MessageType, 1, (byte)type]);
        }

        foreach ((byte code, byte[] value) in Options)
        {
            octets.AddRange([code, (byte)value.Length, .. value]);
        }

        octets.AddRange(Tail);
        return [.. octets];
    }
}
