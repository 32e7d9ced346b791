namespace Rackd.Domain.Tests.Tftp;

/// <summary>A client that follows RFC 7440: it acknowledges a whole window, the last block, a gap, and its own timeout.</summary>
internal sealed class ReceiverModel(int blockSize, int window, bool reportsEveryBlockBehindAGap)
{
    private readonly List<byte> _received = [];
    private long _last;
    private int _sinceAcknowledgement;
    private bool _reportedGap;
    private bool _hasBegun;

    public bool IsComplete { get; private set; }

    public IReadOnlyList<byte> Received => _received;

    /// <summary>Takes an OACK; the answer is ACK 0 while no data has come.</summary>
    public ushort? TakeOptions()
    {
        bool answers = !_hasBegun || _last == 0;
        _hasBegun = true;
        return answers ? (ushort)0 : null;
    }

    /// <summary>Takes a block and answers with the number to acknowledge, if any.</summary>
    public ushort? Take(ushort number, ReadOnlySpan<byte> octets)
    {
        _hasBegun = true;
        if (number != (ushort)(_last + 1) || IsComplete)
        {
            return OutOfOrder(number);
        }

        _last++;
        _received.AddRange(octets);
        _reportedGap = false;
        IsComplete = octets.Length < blockSize;
        _sinceAcknowledgement++;
        return IsComplete || _sinceAcknowledgement == window ? Acknowledge() : null;
    }

    /// <summary>Nothing came for a while.</summary>
    public ushort? Expire() => _hasBegun && !IsComplete ? Acknowledge() : null;

    private ushort? OutOfOrder(ushort number)
    {
        bool isOld = (ushort)(_last - number) < 0x8000;
        if (isOld)
        {
            // RFC 1350 acknowledges a repeated block again; in a window, that is the last one that was acknowledged.
            return number == (ushort)_last && _sinceAcknowledgement == 0 ? Acknowledge() : null;
        }

        if (_reportedGap && !reportsEveryBlockBehindAGap)
        {
            return null;
        }

        _reportedGap = true;
        return Acknowledge();
    }

    private ushort Acknowledge()
    {
        _sinceAcknowledgement = 0;
        return (ushort)_last;
    }
}
