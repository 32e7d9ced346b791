using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Rackd.Services.Net;

/// <summary>A classic BPF program that the kernel runs on every frame before it wakes us (linux/filter.h).</summary>
internal sealed class PacketFilter
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int AttachFilter = 26; // SO_ATTACH_FILTER

    private const ushort LoadWord = 0x20;
    private const ushort LoadHalf = 0x28;
    private const ushort LoadByte = 0x30;
    private const ushort LoadHalfIndexed = 0x48;
    private const ushort LoadIpHeaderLength = 0xB1;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAnySet = 0x45;
    private const ushort Return = 0x06;

    private const uint VlanTagPresent = 0xFFFF_F000 + 48; // SKF_AD_OFF + SKF_AD_VLAN_TAG_PRESENT
    private const uint WholeFrame = 0x0004_0000;

    private readonly Instruction[] _program;

    private PacketFilter(Instruction[] program) => _program = program;

    /// <summary>
    /// Unfragmented IPv4 UDP to a port, sent to everybody. Frames that carry a VLAN tag belong to a sub-interface, whose
    /// own socket gets them.
    /// </summary>
    public static PacketFilter BroadcastUdp(ushort port) => new(
    [
        new(LoadByte, 0, 0, VlanTagPresent),
        new(JumpIfEqual, 0, 11, 0),
        new(LoadHalf, 0, 0, 12), // EtherType
        new(JumpIfEqual, 0, 9, 0x0800),
        new(LoadByte, 0, 0, 14 + 9), // protocol
        new(JumpIfEqual, 0, 7, 17),
        new(LoadHalf, 0, 0, 14 + 6), // fragment offset and more-fragments
        new(JumpIfAnySet, 5, 0, 0x3FFF),
        new(LoadWord, 0, 0, 14 + 16), // destination address
        new(JumpIfEqual, 0, 3, 0xFFFF_FFFF),
        new(LoadIpHeaderLength, 0, 0, 14),
        new(LoadHalfIndexed, 0, 0, 14 + 2), // destination port
        new(JumpIfEqual, 1, 0, port),
        new(Return, 0, 0, 0),
        new(Return, 0, 0, WholeFrame),
    ]);

    /// <summary>Unfragmented IPv4 UDP to a port, whichever station and address it is for; frames without a VLAN tag.</summary>
    public static PacketFilter Udp(ushort port) => new(
    [
        new(LoadByte, 0, 0, VlanTagPresent),
        new(JumpIfEqual, 0, 9, 0),
        new(LoadHalf, 0, 0, 12), // EtherType
        new(JumpIfEqual, 0, 7, 0x0800),
        new(LoadByte, 0, 0, 14 + 9), // protocol
        new(JumpIfEqual, 0, 5, 17),
        new(LoadHalf, 0, 0, 14 + 6), // fragment offset and more-fragments
        new(JumpIfAnySet, 3, 0, 0x3FFF),
        new(LoadIpHeaderLength, 0, 0, 14),
        new(LoadHalfIndexed, 0, 0, 14 + 2), // destination port
        new(JumpIfEqual, 1, 0, port),
        new(Return, 0, 0, 0),
        new(Return, 0, 0, WholeFrame),
    ]);

    public unsafe void AttachTo(Socket socket)
    {
        fixed (Instruction* first = _program)
        {
            Program program = new() { Length = (ushort)_program.Length, First = first };
            socket.SetRawSocketOption(SocketLevel, AttachFilter, new ReadOnlySpan<byte>(&program, sizeof(Program)));
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Operand);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Program
    {
        public ushort Length;
        public Instruction* First;
    }
}
