using System.Buffers;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Tftp;

/// <summary>A read or write request: RRQ or WRQ (RFC 1350 §5, options RFC 2347).</summary>
/// <param name="Operation"><see cref="TftpOpcode.ReadRequest"/> or <see cref="TftpOpcode.WriteRequest"/>.</param>
/// <param name="FileName">As sent, whatever it holds.</param>
/// <param name="ModeName">The mode as sent.</param>
/// <param name="Options">What is asked for, in sent order.</param>
public sealed record TftpRequest(TftpOpcode Operation, string FileName, string ModeName, TftpOptions Options)
{
    /// <summary>Longest packet that is read, in octets: what one unfragmented frame carries. RFC 2347 allows 512.</summary>
    public const int MaxSize = 1500;

    /// <summary>Longest file name, in octets.</summary>
    public const int MaxNameLength = 512;

    private const int MaxModeLength = 32;

    /// <summary>The mode by its name in any case.</summary>
    public TftpMode Mode => ModeName.ToUpperInvariant() switch
    {
        "OCTET" => TftpMode.Octet,
        "NETASCII" => TftpMode.NetAscii,
        "MAIL" => TftpMode.Mail,
        _ => TftpMode.Unknown,
    };

    /// <summary>Reads a request; an empty file name is <see cref="WireError.BadValue"/>.</summary>
    public static WireError TryRead(ReadOnlySpan<byte> source, out TftpRequest? request)
    {
        request = null;
        TftpOpcode operation = TftpPacket.PeekOpcode(source);
        if (operation is not (TftpOpcode.ReadRequest or TftpOpcode.WriteRequest))
        {
            return source.Length < TftpPacket.OpcodeSize ? WireError.Truncated : WireError.Unsupported;
        }

        if (source.Length > MaxSize)
        {
            return WireError.BadLength;
        }

        ReadOnlySpan<byte> rest = source[TftpPacket.OpcodeSize..];
        WireError error = TftpText.TryRead(ref rest, MaxNameLength, out string name);
        if (error != WireError.None)
        {
            return error;
        }

        error = TftpText.TryRead(ref rest, MaxModeLength, out string mode);
        if (error != WireError.None)
        {
            return error;
        }

        error = TftpOptions.TryRead(rest, out TftpOptions options);
        if (error != WireError.None)
        {
            return error;
        }

        request = name.Length == 0 ? null : new TftpRequest(operation, name, mode, options);
        return request is null ? WireError.BadValue : WireError.None;
    }

    /// <summary>Writes the request.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        TftpText.WriteU16(writer, (ushort)Operation);
        TftpText.Write(writer, FileName);
        TftpText.Write(writer, ModeName);
        Options.WriteTo(writer);
    }
}
