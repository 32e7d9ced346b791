using System.Buffers.Binary;

namespace Rackd.Wire.Tftp;

/// <summary>Reads the opcode alone.</summary>
public static class TftpPacket
{
    /// <summary>Length of the opcode, in octets.</summary>
    public const int OpcodeSize = sizeof(ushort);

    /// <summary>The packet's opcode, possibly an unknown one; <see cref="TftpOpcode.None"/> for less than two octets.</summary>
    public static TftpOpcode PeekOpcode(ReadOnlySpan<byte> packet) => packet.Length < OpcodeSize
        ? TftpOpcode.None
        : (TftpOpcode)BinaryPrimitives.ReadUInt16BigEndian(packet);
}
