using System.Buffers;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Tftp;

/// <summary>Blocks up to one have arrived: ACK (RFC 1350 §5). Octets after it are passed over.</summary>
/// <param name="Block">The last block that arrived in order; 0 acknowledges an OACK.</param>
public readonly record struct TftpAcknowledgement(ushort Block)
{
    /// <summary>Length on the wire, in octets.</summary>
    public const int Size = 4;

    /// <summary>Reads an acknowledgement.</summary>
    public static WireError TryRead(ReadOnlySpan<byte> source, out TftpAcknowledgement acknowledgement)
    {
        WireReader reader = new(source);
        if (reader.U16() != (ushort)TftpOpcode.Acknowledgement)
        {
            reader.Fail(WireError.Unsupported);
        }

        acknowledgement = new TftpAcknowledgement(reader.U16());
        return reader.Error;
    }

    /// <summary>Writes the acknowledgement.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        TftpText.WriteU16(writer, (ushort)TftpOpcode.Acknowledgement);
        TftpText.WriteU16(writer, Block);
    }
}
