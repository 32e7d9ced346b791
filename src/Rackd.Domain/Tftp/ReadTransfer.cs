using Rackd.Domain.Events;
using Rackd.Wire.Tftp;

namespace Rackd.Domain.Tftp;

/// <summary>
/// One read transfer as a state machine (RFC 1350, 2347, 7440): what came in, and when, goes in; what to send next comes
/// out. Times are spans since any fixed start and never go back. Every transfer ends, because without progress it gives
/// up after <see cref="Patience"/> and <see cref="MinTries"/>, and progress is bounded by the file.
/// </summary>
public sealed class ReadTransfer
{
    /// <summary>How long a client may be silent at least.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How often a packet is sent again at least before the transfer is given up.</summary>
    public const int MinTries = 6;

    /// <summary>How often the last window is sent again; many ROMs never acknowledge the last block.</summary>
    public const int MaxFinalTries = 6;

    private readonly TransferOptions _options;
    private readonly BlockNumbers _numbers;
    private readonly RetransmissionTimer _timer;
    private readonly SendWindow _window;
    private bool _optionsPending;
    private bool _heard;
    private long _flightEnd;
    private long _highest;
    private long _measuredFrom;
    private long _resentThrough = -1;
    private long? _lastBlock;
    private TimeSpan _sentAt;
    private TimeSpan _progressAt;
    private int _tries;

    /// <summary>Prepares a transfer.</summary>
    /// <param name="options">What was negotiated.</param>
    /// <param name="lastBlock">The number of blocks, null while it is not known (<see cref="EndsAt"/>).</param>
    public ReadTransfer(TransferOptions options, long? lastBlock)
    {
        _options = options;
        _numbers = new BlockNumbers(options.Rollover);
        _timer = new RetransmissionTimer(options.Timeout);
        _window = new SendWindow(options.WindowSize);
        _lastBlock = lastBlock;
    }

    /// <summary>When <see cref="Expire"/> is due.</summary>
    public TimeSpan Deadline { get; private set; }

    /// <summary>How the transfer ended, null while it goes on.</summary>
    public TransferOutcome? Outcome { get; private set; }

    /// <summary>Blocks that the client has acknowledged, all in a row from the first.</summary>
    public long AcknowledgedBlocks { get; private set; }

    /// <summary>Whether the client wants the data: it acknowledged the OACK or a block.</summary>
    public bool HasStarted => _heard && !_optionsPending;

    /// <summary>Blocks that were sent more than once, counted each time.</summary>
    public int Resent { get; private set; }

    /// <summary>The number of blocks of a file with <paramref name="length"/> octets: the last is shorter than the others.</summary>
    public static long BlockCount(long length, int blockSize) => (length / blockSize) + 1;

    /// <summary>The block's number on the wire.</summary>
    public ushort ToWire(long block) => _numbers.ToWire(block);

    /// <summary>Begins: the OACK, or the first block when nothing was agreed on.</summary>
    public TransferStep Start(TimeSpan now)
    {
        _progressAt = now;
        _optionsPending = _options.Agreed.Count > 0;
        return _optionsPending ? SendOptions(now) : SendFlight(now);
    }

    /// <summary>Tells that sending what the last step asked for has taken until <paramref name="now"/>.</summary>
    public void Sent(TimeSpan now) => Deadline = now + _timer.Wait;

    /// <summary>Tells which block is the last, once a short one was read.</summary>
    public void EndsAt(long block)
    {
        _lastBlock = block;
        _flightEnd = Math.Min(_flightEnd, block);
        _highest = Math.Min(_highest, block);
    }

    /// <summary>An ACK came.</summary>
    public TransferStep Acknowledge(ushort number, TimeSpan now)
    {
        if (Outcome is not null)
        {
            return TransferStep.Wait;
        }

        if (_optionsPending)
        {
            return number == 0 ? AcknowledgeOptions(now) : TransferStep.Wait;
        }

        // An ACK for what was never sent, or for less than is acknowledged already, says nothing.
        if (_numbers.Resolve(number, AcknowledgedBlocks) is not { } block || block > _highest)
        {
            return TransferStep.Wait;
        }

        _heard |= block > 0;
        return block == AcknowledgedBlocks ? Repeated(now) : Advance(block, now);
    }

    /// <summary>An ERROR came: the transfer is over at once.</summary>
    public TransferStep Abort(TftpErrorCode code)
    {
        // EDK II and others ask for the size only, and end the transfer once the OACK has told it (code 8, some send 0).
        bool isProbe = AcknowledgedBlocks == 0
            && _options.Agreed.Count > 0
            && code is (TftpErrorCode.NotDefined or TftpErrorCode.OptionsRefused);
        return End(isProbe ? TransferOutcome.SizeProbed : TransferOutcome.AbortedByClient);
    }

    /// <summary>The same request came again: the client has not seen the first packet.</summary>
    public TransferStep RepeatRequest(TimeSpan now)
    {
        if (Outcome is not null || _heard)
        {
            return TransferStep.Wait;
        }

        return _optionsPending ? ResendOptions(now) : SendFlight(now);
    }

    /// <summary>
    /// The client asks for something else from the same port: it has done with this transfer, in whatever way.
    /// </summary>
    public TransferStep Supersede() => End(IsFinalFlight && _heard ? TransferOutcome.Completed : TransferOutcome.AbortedByClient);

    /// <summary>The deadline has passed; before it, nothing happens.</summary>
    public TransferStep Expire(TimeSpan now)
    {
        if (Outcome is not null || now < Deadline)
        {
            return TransferStep.Wait;
        }

        if (IsFinalFlight && _tries >= MaxFinalTries)
        {
            return End(_heard ? TransferOutcome.Completed : TransferOutcome.TimedOut);
        }

        if (_tries >= MinTries && now - _progressAt >= Patience)
        {
            return End(TransferOutcome.TimedOut);
        }

        _tries++;
        _timer.BackOff();
        if (_optionsPending)
        {
            return ResendOptions(now);
        }

        _window.Lost();
        return ResendAll(now);
    }

    /// <summary>Ends the transfer for a reason of the server's own.</summary>
    public TransferStep End(TransferOutcome outcome)
    {
        Outcome ??= outcome;
        return TransferStep.Finish;
    }

    private bool IsFinalFlight => !_optionsPending && _flightEnd == _lastBlock;

    private TransferStep AcknowledgeOptions(TimeSpan now)
    {
        _heard = true;
        _optionsPending = false;
        if (_resentThrough < 0)
        {
            _timer.Measured(now - _sentAt);
        }

        Progress(now);
        return SendFlight(now);
    }

    private TransferStep Advance(long block, TimeSpan now)
    {
        bool isClean = block > _resentThrough && block >= _measuredFrom;
        bool hadTime = HadTimeToAnswer(now);
        if (isClean)
        {
            _timer.Measured(now - _sentAt);
        }

        AcknowledgedBlocks = block;
        Progress(now);
        if (block == _lastBlock)
        {
            return End(TransferOutcome.Completed);
        }

        if (block >= _flightEnd)
        {
            if (isClean)
            {
                _window.Delivered();
            }

            return SendFlight(now);
        }

        if (!hadTime)
        {
            return Extend(now);
        }

        // RFC 7440 §4: an ACK inside the window reports a gap; the next window begins behind it.
        _window.Lost();
        return SendFlight(now);
    }

    /// <summary>
    /// The same ACK again. In lockstep it is never answered: that would double every later packet (RFC 1123 §4.2.3.1, the
    /// Sorcerer's Apprentice). In a window it may report that the first block is missing; it is believed once, only when
    /// the client has had time to see the window, and only when nothing up to that block was sent twice, since the second
    /// copy of a block is itself answered with a second ACK.
    /// </summary>
    private TransferStep Repeated(TimeSpan now)
    {
        bool isReport = _options.WindowSize > 1
            && _flightEnd > AcknowledgedBlocks
            && AcknowledgedBlocks > _resentThrough
            && HadTimeToAnswer(now);
        if (!isReport)
        {
            return TransferStep.Wait;
        }

        _window.Lost();
        return SendFlight(now);
    }

    /// <summary>Whether an ACK that comes now can be an answer to what was sent last.</summary>
    private bool HadTimeToAnswer(TimeSpan now) =>
        _timer.ShortestRoundTrip is { } roundTrip && now - _sentAt >= roundTrip / 2;

    /// <summary>An ACK that is too early to be about the last flight: what it makes room for is sent, nothing again.</summary>
    private TransferStep Extend(TimeSpan now)
    {
        long end = Math.Min(AcknowledgedBlocks + _window.Size, _lastBlock ?? long.MaxValue);
        if (end > _flightEnd)
        {
            return Send(_flightEnd + 1, end, null, now);
        }

        Deadline = now + _timer.Wait;
        return TransferStep.Wait;
    }

    private TransferStep SendFlight(TimeSpan now) =>
        SendRow(AcknowledgedBlocks + _window.Size, needsGap: _window.IsShrunk, now);

    /// <summary>
    /// After silence: all that was ever sent and is not acknowledged, also when the window shrinks, because the client may
    /// lack the last block alone; and one behind a gap, because it may count less than a window since its own last ACK.
    /// </summary>
    private TransferStep ResendAll(TimeSpan now) => SendRow(_highest, needsGap: _options.WindowSize > 1, now);

    private TransferStep SendRow(long end, bool needsGap, TimeSpan now)
    {
        long first = AcknowledgedBlocks + 1;
        long last = _lastBlock ?? long.MaxValue;
        if (end >= last || !needsGap)
        {
            return Send(first, Math.Min(end, last), null, now);
        }

        return end + 1 == last ? Send(first, last, null, now) : Send(first, end, end + 2, now);
    }

    private TransferStep Send(long first, long last, long? gap, TimeSpan now)
    {
        long again = Math.Min(last, _highest);
        if (again >= first)
        {
            Resent += (int)(again - first + 1);
            _resentThrough = Math.Max(_resentThrough, again);
        }

        _flightEnd = last;
        // The client may have what lies in the gap from an earlier window, and then acknowledges the block behind it.
        _highest = Math.Max(_highest, gap ?? last);
        _measuredFrom = first;
        _sentAt = now;
        Deadline = now + _timer.Wait;
        return TransferStep.Send(first, last, gap);
    }

    private TransferStep SendOptions(TimeSpan now)
    {
        _sentAt = now;
        Deadline = now + _timer.Wait;
        return TransferStep.SendOptions;
    }

    private TransferStep ResendOptions(TimeSpan now)
    {
        _resentThrough = 0;
        return SendOptions(now);
    }

    private void Progress(TimeSpan now)
    {
        _tries = 0;
        _progressAt = now;
    }
}
