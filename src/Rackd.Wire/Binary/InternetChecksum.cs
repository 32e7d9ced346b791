using System.Buffers.Binary;

namespace Rackd.Wire.Binary;

/// <summary>The Internet checksum: the ones' complement of the ones' complement sum of 16-bit words (RFC 1071).</summary>
public static class InternetChecksum
{
    /// <summary>Adds octets to a running sum; an odd last octet counts as the high half of a word.</summary>
    public static uint Add(uint sum, ReadOnlySpan<byte> octets)
    {
        ulong total = sum;
        while (octets.Length >= sizeof(ushort))
        {
            total += BinaryPrimitives.ReadUInt16BigEndian(octets);
            octets = octets[sizeof(ushort)..];
        }

        if (!octets.IsEmpty)
        {
            total += (uint)octets[0] << 8;
        }

        return Fold(total);
    }

    /// <summary>Ends a running sum as the value for a checksum field.</summary>
    public static ushort Finish(uint sum) => (ushort)~Fold(sum);

    /// <summary>The checksum of <paramref name="octets"/>; zero when they include their own right checksum.</summary>
    public static ushort Of(ReadOnlySpan<byte> octets) => Finish(Add(0, octets));

    private static uint Fold(ulong total)
    {
        while (total > ushort.MaxValue)
        {
            total = (total & ushort.MaxValue) + (total >> 16);
        }

        return (uint)total;
    }
}
