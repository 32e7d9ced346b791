using System.Buffers.Binary;
using Rackd.Wire.Addresses;

namespace Rackd.Wire.Dhcp4;

/// <summary>A message that a client sends (op 1, RFC 2131 §2).</summary>
public sealed record Dhcp4Request
{
    /// <summary>Room that any request fits into: the largest UDP payload of a 9000-octet MTU.</summary>
    public const int LargestSize = 8972;

    private const byte BootRequest = 1;

    /// <summary>Hardware type (htype).</summary>
    public byte HardwareType { get; init; } = Dhcp4Message.Ethernet;

    /// <summary>The client's hardware address (chaddr), at most 16 octets.</summary>
    public required ReadOnlyMemory<byte> HardwareAddress { get; init; }

    /// <summary>Transaction, by which the client knows its answers (xid).</summary>
    public required uint TransactionId { get; init; }

    /// <summary>Seconds since the client began (secs).</summary>
    public ushort Seconds { get; init; }

    /// <summary>Whether the answer must come by broadcast, because the client takes no unicast yet (RFC 2131 §4.1).</summary>
    public bool WantsBroadcast { get; init; }

    /// <summary>The address that the client uses and answers for (ciaddr).</summary>
    public Ipv4Address ClientAddress { get; init; }

    /// <summary>The relay agent's address (giaddr); zero for what a client sends itself.</summary>
    public Ipv4Address RelayAddress { get; init; }

    /// <summary>The options.</summary>
    public required Dhcp4OptionList Options { get; init; }

    /// <summary>Writes the message, padded to 300 octets.</summary>
    /// <returns>Octets written.</returns>
    /// <param name="destination">At least as long as the message; <see cref="LargestSize"/> always suffices.</param>
    public int WriteTo(Span<byte> destination)
    {
        Span<byte> message = Dhcp4Layout.Begin(
            destination, BootRequest, HardwareType, HardwareAddress.Span, TransactionId, Options);
        BinaryPrimitives.WriteUInt16BigEndian(message[Dhcp4Layout.SecondsOffset..], Seconds);
        BinaryPrimitives.WriteUInt16BigEndian(
            message[Dhcp4Layout.FlagsOffset..], WantsBroadcast ? Dhcp4Layout.BroadcastFlag : (ushort)0);
        ClientAddress.WriteTo(message[Dhcp4Layout.ClientAddressOffset..]);
        RelayAddress.WriteTo(message[Dhcp4Layout.RelayAddressOffset..]);
        return message.Length;
    }
}
