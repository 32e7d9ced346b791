using Rackd.Wire.Tftp;

namespace Rackd.Domain.Tftp;

/// <summary>What server and client agreed on for one transfer.</summary>
public sealed record TransferOptions
{
    /// <summary>Octets per block without the option (RFC 1350).</summary>
    public const int DefaultBlockSize = 512;

    /// <summary>What counts when no option was agreed to.</summary>
    public static TransferOptions Default { get; } = new();

    /// <summary>Octets per block, 8 to 65464; the last block has fewer.</summary>
    public int BlockSize { get; init; } = DefaultBlockSize;

    /// <summary>Blocks that the client takes before it acknowledges, 1 to <see cref="OptionNegotiation.MaxWindowSize"/>.</summary>
    public int WindowSize { get; init; } = 1;

    /// <summary>Longest wait before a packet is sent again, where the client asked for one.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The number after block 65535: 0 or 1.</summary>
    public ushort Rollover { get; init; }

    /// <summary>What the OACK says; without any, the transfer begins with block 1 (RFC 2347).</summary>
    public TftpOptions Agreed { get; init; } = TftpOptions.None;
}
