namespace Rackd.Domain.Tftp;

/// <summary>
/// Sixteen-bit block numbers of files that have more blocks than that. RFC 1350 is silent about the number after 65535:
/// most clients expect 0, some 1.
/// </summary>
/// <param name="Rollover">The number after 65535: 0 or 1.</param>
public readonly record struct BlockNumbers(ushort Rollover)
{
    private int Period => ushort.MaxValue + 1 - Rollover;

    /// <summary>The number on the wire.</summary>
    /// <param name="block">The block's place in the file, the first is 1; 0 stands for the OACK.</param>
    public ushort ToWire(long block) => block < Rollover ? (ushort)0 : (ushort)(((block - Rollover) % Period) + Rollover);

    /// <summary>The first block with that number at or after <paramref name="from"/>, null when there is none.</summary>
    public long? Resolve(ushort number, long from)
    {
        if (number < Rollover)
        {
            return from == 0 ? 0 : null;
        }

        long start = Math.Max(from, Rollover);
        int ahead = (number - ToWire(start) + Period) % Period;
        return start + ahead;
    }
}
