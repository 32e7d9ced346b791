using System.Buffers.Binary;

namespace Rackd.Wire.Dhcp4;

/// <summary>What messages of both directions share when they are written (RFC 2131 §2).</summary>
internal static class Dhcp4Layout
{
    public const int TransactionIdOffset = 4;
    public const int SecondsOffset = 8;
    public const int FlagsOffset = 10;
    public const int ClientAddressOffset = 12;
    public const int YourAddressOffset = 16;
    public const int ServerAddressOffset = 20;
    public const int RelayAddressOffset = 24;
    public const int ServerNameOffset = 44;
    public const int FileOffset = 108;
    public const int ServerNameSize = 64;
    public const int FileSize = 128;
    public const ushort BroadcastFlag = 0x8000;

    /// <summary>
    /// Shortest message that goes out (RFC 1542 §2.1): old ROMs, relays and the Linux kernel's own client drop shorter ones.
    /// </summary>
    public const int SmallestSize = 300;

    private const int HardwareAddressOffset = 28;

    /// <summary>Octets of the whole message before it is padded.</summary>
    public static int Length(Dhcp4OptionList options) =>
        Dhcp4Message.FixedSize + sizeof(uint) + options.Octets.Length + 1;

    /// <summary>Clears the message and writes what every one has; the other fields are the caller's.</summary>
    /// <returns>The message, padded to <see cref="SmallestSize"/>.</returns>
    public static Span<byte> Begin(
        Span<byte> destination,
        byte operation,
        byte hardwareType,
        ReadOnlySpan<byte> hardwareAddress,
        uint transactionId,
        Dhcp4OptionList options)
    {
        int length = Length(options);
        Span<byte> message = destination[..Math.Max(length, SmallestSize)];
        message.Clear();
        message[0] = operation;
        message[1] = hardwareType;
        message[2] = (byte)hardwareAddress.Length;
        BinaryPrimitives.WriteUInt32BigEndian(message[TransactionIdOffset..], transactionId);
        hardwareAddress.CopyTo(message[HardwareAddressOffset..]);
        BinaryPrimitives.WriteUInt32BigEndian(message[Dhcp4Message.FixedSize..], Dhcp4Message.MagicCookie);
        options.Octets.CopyTo(message[(Dhcp4Message.FixedSize + sizeof(uint))..]);
        message[length - 1] = (byte)Dhcp4OptionCode.End;
        return message;
    }
}
