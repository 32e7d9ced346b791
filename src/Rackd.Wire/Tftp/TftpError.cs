using System.Buffers;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Tftp;

/// <summary>The end of a transfer: ERROR (RFC 1350 §5).</summary>
/// <param name="Code">Why.</param>
/// <param name="Message">For a person; control characters are possible in what was received.</param>
public readonly record struct TftpError(TftpErrorCode Code, string Message)
{
    /// <summary>Longest message that is kept, in octets; the rest is cut off.</summary>
    public const int MaxMessageLength = 256;

    /// <summary>Reads an error. A message without its NUL counts: some ROMs leave it out, or send no message at all.</summary>
    public static WireError TryRead(ReadOnlySpan<byte> source, out TftpError error)
    {
        WireReader reader = new(source);
        if (reader.U16() != (ushort)TftpOpcode.Error)
        {
            reader.Fail(WireError.Unsupported);
        }

        TftpErrorCode code = (TftpErrorCode)reader.U16();
        ReadOnlySpan<byte> message = reader.Rest();
        int end = message.IndexOf((byte)0);
        message = end < 0 ? message : message[..end];
        error = new TftpError(code, TftpText.Decode(message[..Math.Min(message.Length, MaxMessageLength)]));
        return reader.Error;
    }

    /// <summary>Writes the error.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        TftpText.WriteU16(writer, (ushort)TftpOpcode.Error);
        TftpText.WriteU16(writer, (ushort)Code);
        TftpText.Write(writer, Message);
    }
}
