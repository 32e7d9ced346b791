using System.Globalization;
using Rackd.Wire.Tftp;

namespace Rackd.Domain.Tftp;

/// <summary>
/// Which of the asked options are agreed to, and with which value (RFC 2347). An option that is unknown, or whose value
/// is none, is left out; so is each repetition of an option.
/// </summary>
public static class OptionNegotiation
{
    /// <summary>Smallest block, in octets (RFC 2348).</summary>
    public const int MinBlockSize = 8;

    /// <summary>Largest block, in octets (RFC 2348).</summary>
    public const int MaxBlockSize = 65464;

    /// <summary>
    /// Largest window that is agreed to. RFC 7440 allows 65535, but beyond half of the block numbers an old
    /// acknowledgement could not be told from a new one.
    /// </summary>
    public const int MaxWindowSize = 32767;

    /// <summary>Answers a request's options.</summary>
    /// <param name="asked">The request's options.</param>
    /// <param name="mode">How the file is sent.</param>
    /// <param name="length">The file's length in octets.</param>
    /// <param name="limits">What bounds block and window.</param>
    public static TransferOptions Negotiate(TftpOptions asked, TftpMode mode, long length, TransferLimits limits)
    {
        TransferOptions result = TransferOptions.Default;
        List<TftpOption> agreed = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (TftpOption option in asked)
        {
            if (seen.Add(option.Name)
                && long.TryParse(option.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                && Agree(option.Name, value, mode, length, limits, ref result) is { } answer)
            {
                agreed.Add(option with { Value = answer.ToString(CultureInfo.InvariantCulture) });
            }
        }

        return agreed.Count == 0 ? result : result with { Agreed = new TftpOptions(agreed.ToArray()) };
    }

    private static long? Agree(
        string name, long value, TftpMode mode, long length, TransferLimits limits, ref TransferOptions result)
    {
        // RFC 7440 counts blocks, RFC 1350's line ends change lengths: netascii goes one block at a time and has no known
        // size before it was sent.
        bool isOctet = mode == TftpMode.Octet;
        switch (name.ToUpperInvariant())
        {
            case "BLKSIZE" when value >= MinBlockSize:
                result = result with { BlockSize = (int)Math.Min(value, limits.BlockSize) };
                return result.BlockSize;
            case "WINDOWSIZE" when isOctet && value is >= 1 and <= ushort.MaxValue:
                result = result with { WindowSize = WindowSize(value, limits.MaxWindowSize) };
                return result.WindowSize;
            case "TIMEOUT" when value is >= 1 and <= byte.MaxValue:
                result = result with { Timeout = TimeSpan.FromSeconds(value) };
                return value;
            case "TSIZE" when isOctet:
                return length;
            case "ROLLOVER" when value is 0 or 1:
                result = result with { Rollover = (ushort)value };
                return value;
            default:
                return null;
        }
    }

    private static int WindowSize(long asked, int limit) =>
        (int)Math.Min(asked, Math.Clamp(limit, 1, MaxWindowSize));
}
