using System.Buffers.Binary;

namespace Rackd.Wire.Binary;

/// <summary>
/// A cursor over received octets in network byte order. It fails once and stays failed: after the first error every
/// read answers zero or empty, so a codec reads all fields in a row and looks at <see cref="Error"/> at the end.
/// </summary>
public ref struct WireReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _position;

    /// <summary>The first error met, or <see cref="WireError.None"/>.</summary>
    public WireError Error { get; private set; }

    /// <summary>Octets read so far.</summary>
    public readonly int Position => _position;

    /// <summary>Octets not read yet; zero after an error.</summary>
    public readonly int Remaining => Error == WireError.None ? _source.Length - _position : 0;

    /// <summary>Marks the octets as refused; only the first error is kept.</summary>
    public void Fail(WireError error)
    {
        if (Error == WireError.None)
        {
            Error = error;
        }
    }

    /// <summary>One octet.</summary>
    public byte U8()
    {
        ReadOnlySpan<byte> octets = Bytes(sizeof(byte));
        return octets.IsEmpty ? (byte)0 : octets[0];
    }

    /// <summary>Two octets, most significant first.</summary>
    public ushort U16()
    {
        ReadOnlySpan<byte> octets = Bytes(sizeof(ushort));
        return octets.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(octets);
    }

    /// <summary>Four octets, most significant first.</summary>
    public uint U32()
    {
        ReadOnlySpan<byte> octets = Bytes(sizeof(uint));
        return octets.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(octets);
    }

    /// <summary>The next <paramref name="count"/> octets, without copying; empty after an error.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (Error != WireError.None)
        {
            return [];
        }

        if (count < 0 || _source.Length - _position < count)
        {
            Fail(WireError.Truncated);
            return [];
        }

        ReadOnlySpan<byte> octets = _source.Slice(_position, count);
        _position += count;
        return octets;
    }

    /// <summary>All octets not read yet.</summary>
    public ReadOnlySpan<byte> Rest() => Bytes(Remaining);

    /// <summary>Steps over <paramref name="count"/> octets.</summary>
    public void Skip(int count) => Bytes(count);
}
