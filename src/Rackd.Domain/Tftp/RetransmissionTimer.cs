namespace Rackd.Domain.Tftp;

/// <summary>
/// How long to wait for an answer: it follows the measured round trip as RFC 6298 does, with bounds of its own, because a
/// loss that only a timer finds costs the whole wait.
/// </summary>
public sealed class RetransmissionTimer
{
    /// <summary>Shortest wait; below it, a busy client would be sent blocks that it has.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(150);

    /// <summary>The wait before the first measurement.</summary>
    public static readonly TimeSpan Initial = TimeSpan.FromMilliseconds(300);

    /// <summary>Longest wait.</summary>
    public static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(4);

    private readonly TimeSpan _ceiling;
    private TimeSpan? _smoothed;
    private TimeSpan _variation;

    /// <summary>Starts without a measurement.</summary>
    /// <param name="limit">The client's own upper bound (RFC 2349 timeout), null for none.</param>
    public RetransmissionTimer(TimeSpan? limit)
    {
        _ceiling = limit is { } bound && bound < Ceiling ? bound : Ceiling;
        Wait = Bound(Initial);
    }

    /// <summary>How long to wait now.</summary>
    public TimeSpan Wait { get; private set; }

    /// <summary>The shortest round trip that was measured, null before the first.</summary>
    public TimeSpan? ShortestRoundTrip { get; private set; }

    /// <summary>Takes a measurement of something that was sent once only (Karn's rule); it ends the back-off.</summary>
    public void Measured(TimeSpan roundTrip)
    {
        ShortestRoundTrip = ShortestRoundTrip is { } shortest && shortest < roundTrip ? shortest : roundTrip;
        if (_smoothed is { } smoothed)
        {
            _variation = ((3 * _variation) + (smoothed - roundTrip).Duration()) / 4;
            _smoothed = ((7 * smoothed) + roundTrip) / 8;
        }
        else
        {
            _variation = roundTrip / 2;
            _smoothed = roundTrip;
        }

        Wait = Bound(_smoothed.Value + (4 * _variation));
    }

    /// <summary>Nothing came in time: waits twice as long, until the next measurement.</summary>
    public void BackOff() => Wait = Bound(2 * Wait);

    private TimeSpan Bound(TimeSpan wait) => wait < Floor ? Floor : wait > _ceiling ? _ceiling : wait;
}
