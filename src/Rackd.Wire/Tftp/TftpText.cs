using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Tftp;

/// <summary>Texts that a NUL ends. They are UTF-8; what is not valid UTF-8 is read as Latin-1, octet for character.</summary>
internal static class TftpText
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Takes one text and its NUL off the front of <paramref name="source"/>.</summary>
    public static WireError TryRead(ref ReadOnlySpan<byte> source, int maxLength, out string text)
    {
        text = string.Empty;
        int end = source.IndexOf((byte)0);
        if (end > maxLength || (end < 0 && source.Length > maxLength))
        {
            return WireError.BadLength;
        }

        if (end < 0)
        {
            return WireError.Truncated;
        }

        text = Decode(source[..end]);
        source = source[(end + 1)..];
        return WireError.None;
    }

    /// <summary>Reads octets as UTF-8, or as Latin-1 when they are no UTF-8.</summary>
    public static string Decode(ReadOnlySpan<byte> octets) =>
        System.Text.Unicode.Utf8.IsValid(octets) ? _strict.GetString(octets) : Encoding.Latin1.GetString(octets);

    /// <summary>Writes a text and its NUL; a NUL within the text ends it.</summary>
    public static void Write(IBufferWriter<byte> writer, string text)
    {
        int end = text.IndexOf('\0', StringComparison.Ordinal);
        Encoding.UTF8.GetBytes(end < 0 ? text : text.AsSpan(0, end), writer);
        writer.Write<byte>([0]);
    }

    /// <summary>Writes an opcode or another 16-bit field.</summary>
    public static void WriteU16(IBufferWriter<byte> writer, ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(writer.GetSpan(sizeof(ushort)), value);
        writer.Advance(sizeof(ushort));
    }
}
