using System.Buffers;
using System.Buffers.Binary;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Tftp;

/// <summary>One block of a file: DATA (RFC 1350 §5). A block shorter than the agreed size is the last.</summary>
/// <param name="block">The block's number on the wire.</param>
/// <param name="octets">The block, not copied.</param>
public readonly ref struct TftpData(ushort block, ReadOnlySpan<byte> octets)
{
    /// <summary>Octets before the block: opcode and block number.</summary>
    public const int HeaderSize = 4;

    /// <summary>The block's number on the wire; the first is 1.</summary>
    public ushort Block { get; } = block;

    /// <summary>The block.</summary>
    public ReadOnlySpan<byte> Octets { get; } = octets;

    /// <summary>Reads a block without copying it.</summary>
    public static WireError TryRead(ReadOnlySpan<byte> source, out TftpData data)
    {
        WireReader reader = new(source);
        if (reader.U16() != (ushort)TftpOpcode.Data)
        {
            reader.Fail(WireError.Unsupported);
        }

        data = new TftpData(reader.U16(), reader.Rest());
        return reader.Error;
    }

    /// <summary>Writes the four octets before a block to the start of <paramref name="destination"/>.</summary>
    public static void WriteHeader(Span<byte> destination, ushort block)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)TftpOpcode.Data);
        BinaryPrimitives.WriteUInt16BigEndian(destination[sizeof(ushort)..], block);
    }

    /// <summary>Writes header and block.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        WriteHeader(writer.GetSpan(HeaderSize), Block);
        writer.Advance(HeaderSize);
        writer.Write(Octets);
    }
}
