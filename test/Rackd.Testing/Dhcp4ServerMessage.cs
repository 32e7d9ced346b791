using System.Buffers.Binary;
using System.Text;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Testing;

/// <summary>A DHCPv4 message as a client finds it, read by rules of its own and with the options in their order.</summary>
public sealed class Dhcp4ServerMessage
{
    private readonly byte[] _octets;

    public Dhcp4ServerMessage(ReadOnlySpan<byte> octets)
    {
        _octets = octets.ToArray();
        int position = Dhcp4ClientMessage.OptionsOffset;
        List<(Dhcp4OptionCode, byte[])> options = [];
        while (_octets[position] != (byte)Dhcp4OptionCode.End)
        {
            int length = _octets[position + 1];
            options.Add(((Dhcp4OptionCode)_octets[position], _octets[(position + 2)..(position + 2 + length)]));
            position += 2 + length;
        }

        Options = options;
        EndsAt = position + 1;
    }

    /// <summary>Octets in all, padding included.</summary>
    public int Length => _octets.Length;

    /// <summary>Octets up to the end marker.</summary>
    public int EndsAt { get; }

    public IReadOnlyList<(Dhcp4OptionCode Code, byte[] Value)> Options { get; }

    public IEnumerable<Dhcp4OptionCode> Codes => Options.Select(option => option.Code);

    public byte Operation => _octets[0];

    public byte HardwareType => _octets[1];

    public byte HardwareLength => _octets[2];

    public byte Hops => _octets[3];

    public uint TransactionId => BinaryPrimitives.ReadUInt32BigEndian(_octets.AsSpan(4));

    public ushort Seconds => BinaryPrimitives.ReadUInt16BigEndian(_octets.AsSpan(8));

    public ushort Flags => BinaryPrimitives.ReadUInt16BigEndian(_octets.AsSpan(10));

    public Ipv4Address ClientAddress => Ipv4Address.FromOctets(_octets.AsSpan(12, 4));

    public Ipv4Address YourAddress => Ipv4Address.FromOctets(_octets.AsSpan(16, 4));

    public Ipv4Address ServerAddress => Ipv4Address.FromOctets(_octets.AsSpan(20, 4));

    public Ipv4Address RelayAddress => Ipv4Address.FromOctets(_octets.AsSpan(24, 4));

    public MacAddress Mac => MacAddress.FromOctets(_octets.AsSpan(28, 6));

    public string ServerName => Text(_octets.AsSpan(44, 64));

    public string File => Text(_octets.AsSpan(108, 128));

    public uint Cookie => BinaryPrimitives.ReadUInt32BigEndian(_octets.AsSpan(236));

    public Dhcp4MessageType Type => (Dhcp4MessageType)Value(Dhcp4OptionCode.MessageType)![0];

    /// <summary>An option's value with its parts joined, null when it is absent.</summary>
    public byte[]? Value(Dhcp4OptionCode code) =>
        Options.Any(option => option.Code == code)
            ? [.. Options.Where(option => option.Code == code).SelectMany(option => option.Value)]
            : null;

    public Ipv4Address? Address(Dhcp4OptionCode code) =>
        Value(code) is { } value ? Ipv4Address.FromOctets(value) : null;

    public uint? Number(Dhcp4OptionCode code) =>
        Value(code) is { } value ? BinaryPrimitives.ReadUInt32BigEndian(value) : null;

    private static string Text(ReadOnlySpan<byte> field) => Encoding.ASCII.GetString(field).TrimEnd('\0');
}
