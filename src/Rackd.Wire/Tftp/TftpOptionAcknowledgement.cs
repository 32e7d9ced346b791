using System.Buffers;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Tftp;

/// <summary>The options that the server agrees to: OACK (RFC 2347). It is never empty.</summary>
/// <param name="Options">Only what was asked for, in the order asked.</param>
public sealed record TftpOptionAcknowledgement(TftpOptions Options)
{
    /// <summary>Reads an OACK.</summary>
    public static WireError TryRead(ReadOnlySpan<byte> source, out TftpOptionAcknowledgement? acknowledgement)
    {
        acknowledgement = null;
        WireReader reader = new(source);
        if (reader.U16() != (ushort)TftpOpcode.OptionAcknowledgement)
        {
            reader.Fail(WireError.Unsupported);
        }

        WireError error = reader.Error;
        if (error == WireError.None)
        {
            error = TftpOptions.TryRead(reader.Rest(), out TftpOptions options);
            acknowledgement = error == WireError.None ? new TftpOptionAcknowledgement(options) : null;
        }

        return error;
    }

    /// <summary>Writes the OACK.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        TftpText.WriteU16(writer, (ushort)TftpOpcode.OptionAcknowledgement);
        Options.WriteTo(writer);
    }
}
