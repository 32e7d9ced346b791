namespace Rackd.Domain.Tftp;

/// <summary>
/// Turns octets into netascii: LF becomes CR LF, CR becomes CR NUL (RFC 1350 §1, RFC 764). It keeps the second octet of a
/// pair that did not fit, so that blocks of any size may split one.
/// </summary>
public sealed class NetasciiEncoder
{
    private const byte CarriageReturn = 0x0D;
    private const byte LineFeed = 0x0A;

    private byte? _pending;

    /// <summary>Whether the second octet of a pair waits for room.</summary>
    public bool HasPending => _pending is not null;

    /// <summary>Encodes until the source is used up or the destination is full.</summary>
    /// <param name="source">Octets of the file.</param>
    /// <param name="destination">Room for netascii.</param>
    /// <param name="consumed">Octets taken from the source.</param>
    /// <returns>Octets written to the destination.</returns>
    public int Encode(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed)
    {
        consumed = 0;
        int written = 0;
        while (written < destination.Length)
        {
            if (_pending is { } second)
            {
                destination[written++] = second;
                _pending = null;
                continue;
            }

            if (consumed == source.Length)
            {
                break;
            }

            byte octet = source[consumed++];
            destination[written++] = octet == LineFeed ? CarriageReturn : octet;
            _pending = octet switch
            {
                LineFeed => LineFeed,
                CarriageReturn => 0,
                _ => null,
            };
        }

        return written;
    }
}
