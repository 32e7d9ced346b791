using System.Buffers.Binary;
using System.Text;
using Rackd.Wire.Addresses;

namespace Rackd.Wire.Dhcp4;

/// <summary>A message that a server sends (op 2, RFC 2131 §2).</summary>
public sealed record Dhcp4Reply
{
    /// <summary>Room that any reply fits into: the largest UDP payload of a 9000-octet MTU.</summary>
    public const int LargestSize = 8972;

    /// <summary>
    /// Shortest reply that goes out (RFC 1542 §2.1): old ROMs and the Linux kernel's own client drop shorter ones.
    /// </summary>
    public const int SmallestSize = Dhcp4Layout.SmallestSize;

    private const byte BootReply = 2;

    /// <summary>Hardware type (htype), as the client sent it.</summary>
    public required byte HardwareType { get; init; }

    /// <summary>The client's hardware address (chaddr), at most 16 octets.</summary>
    public required ReadOnlyMemory<byte> HardwareAddress { get; init; }

    /// <summary>Transaction the message belongs to (xid).</summary>
    public required uint TransactionId { get; init; }

    /// <summary>Flag bits, as the client sent them.</summary>
    public required ushort Flags { get; init; }

    /// <summary>The client's address (ciaddr).</summary>
    public Ipv4Address ClientAddress { get; init; }

    /// <summary>The address for the client (yiaddr).</summary>
    public Ipv4Address YourAddress { get; init; }

    /// <summary>The server to boot from (siaddr).</summary>
    public Ipv4Address ServerAddress { get; init; }

    /// <summary>The relay agent's address (giaddr).</summary>
    public Ipv4Address RelayAddress { get; init; }

    /// <summary>Name of the server (sname); left empty when it exceeds 63 octets.</summary>
    public string ServerName { get; init; } = string.Empty;

    /// <summary>Name of the boot file (file); left empty when it exceeds 127 octets, which option 67 then carries.</summary>
    public string File { get; init; } = string.Empty;

    /// <summary>The options.</summary>
    public required Dhcp4OptionList Options { get; init; }

    /// <summary>The flags with the broadcast bit set.</summary>
    public static ushort WithBroadcast(ushort flags) => (ushort)(flags | Dhcp4Layout.BroadcastFlag);

    /// <summary>Writes the message, padded to <see cref="SmallestSize"/>.</summary>
    /// <returns>Octets written.</returns>
    /// <param name="destination">At least as long as the message; <see cref="LargestSize"/> always suffices.</param>
    public int WriteTo(Span<byte> destination)
    {
        Span<byte> message = Dhcp4Layout.Begin(
            destination, BootReply, HardwareType, HardwareAddress.Span, TransactionId, Options);
        BinaryPrimitives.WriteUInt16BigEndian(message[Dhcp4Layout.FlagsOffset..], Flags);
        ClientAddress.WriteTo(message[Dhcp4Layout.ClientAddressOffset..]);
        YourAddress.WriteTo(message[Dhcp4Layout.YourAddressOffset..]);
        ServerAddress.WriteTo(message[Dhcp4Layout.ServerAddressOffset..]);
        RelayAddress.WriteTo(message[Dhcp4Layout.RelayAddressOffset..]);
        WriteText(message.Slice(Dhcp4Layout.ServerNameOffset, Dhcp4Layout.ServerNameSize), ServerName);
        WriteText(message.Slice(Dhcp4Layout.FileOffset, Dhcp4Layout.FileSize), File);
        return message.Length;
    }

    private static void WriteText(Span<byte> field, string text)
    {
        // A name that does not fit is worse than none: a loader would ask for the cut name.
        if (Encoding.UTF8.GetByteCount(text) < field.Length)
        {
            Encoding.UTF8.GetBytes(text, field);
        }
    }
}
