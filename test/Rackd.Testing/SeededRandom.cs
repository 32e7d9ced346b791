namespace Rackd.Testing;

/// <summary>Chance that repeats itself: the same seed gives the same run on every machine and runtime (SplitMix64).</summary>
public sealed class SeededRandom(long seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>A number from 0 to <paramref name="limit"/> - 1.</summary>
    public int Next(int limit) => (int)(Next64() % (ulong)limit);

    /// <summary>A number from <paramref name="low"/> to <paramref name="limit"/> - 1.</summary>
    public int Next(int low, int limit) => low + Next(limit - low);

    /// <summary>True with a probability between 0 and 1.</summary>
    public bool Chance(double probability) => (Next64() >> 11) * (1.0 / (1UL << 53)) < probability;

    /// <summary>Fills an array with chance.</summary>
    public byte[] Octets(int length)
    {
        byte[] octets = new byte[length];
        for (int index = 0; index < length; index++)
        {
            octets[index] = (byte)Next64();
        }

        return octets;
    }

    /// <summary>Copies of a packet with one to four octets changed, every fourth cut short.</summary>
    public IEnumerable<byte[]> Mutations(byte[] packet, int count)
    {
        for (int round = 0; round < count; round++)
        {
            byte[] mutated = [.. packet];
            for (int change = Next(1, 5); change > 0 && mutated.Length > 0; change--)
            {
                mutated[Next(mutated.Length)] = (byte)Next(256);
            }

            yield return Next(4) == 0 ? mutated[..Next(mutated.Length + 1)] : mutated;
        }
    }

    private ulong Next64()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }
}
