using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Rackd.Domain.Configuration;
using Rackd.Domain.Events;
using Rackd.Domain.Tftp;
using Rackd.Services.Storage;
using Rackd.Wire.Binary;
using Rackd.Wire.Tftp;

namespace Rackd.Services.Tftp;

/// <summary>A request with all that was seen on its arrival.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Client">Who asks.</param>
/// <param name="Server">The address that was asked.</param>
/// <param name="LinkMtu">MTU of the interface it came in on, null when unknown.</param>
internal sealed record ArrivedRequest(TftpRequest Request, IPEndPoint Client, IPAddress Server, int? LinkMtu);

/// <summary>One transfer: answers one read request, on a socket of its own.</summary>
internal sealed class TftpSession(
    ArrivedRequest arrived, TftpConfig config, IBootContent content, TransferReporter reporter, TimeProvider time)
{
    private const int ReceiveBufferSize = 1024;
    private const int MaxBlocksPerRow = 64;
    private const int MaxRowSize = 65507;
    private const int MaxStrangersAnswered = 8;
    private const int MaxTimerDelays = 5;

    // How long a timer that is due gives way to a packet that has arrived and is not processed yet.
    private static readonly TimeSpan _timerDelay = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly long _startedAt = time.GetTimestamp();
    private ActiveTransfer? _active;
    private TransferOutcome? _endedEarly;

    /// <summary>Ends with the session.</summary>
    public Task Completion { get; set; } = Task.CompletedTask;

    public IPEndPoint Client => arrived.Client;

    public string FileName => arrived.Request.FileName;

    /// <summary>Span since the request came.</summary>
    public TimeSpan Age => time.GetElapsedTime(_startedAt);

    /// <summary>Whether the client has acknowledged anything.</summary>
    public bool HasStarted
    {
        get
        {
            lock (_lock)
            {
                return _active?.Transfer.HasStarted ?? false;
            }
        }
    }

    /// <summary>Serves the request to its end.</summary>
    /// <exception cref="SocketException">No socket could be had, or it failed.</exception>
    public async Task RunAsync()
    {
        using TransferSocket socket = new(arrived.Server, arrived.Client);
        if (Refusal() is { } refusal)
        {
            (TftpErrorCode code, string message) = RefusalReply.For(refusal);
            socket.SendError(code, message);
            reporter.Refused(Client, arrived.Request, refusal);
            return;
        }

        BootFileRequest wanted = new(FileName, Client.Address, arrived.Server, BootTransport.Tftp);
        switch (content.Open(wanted))
        {
            case BootContentResult.Missing missing:
                (TftpErrorCode code, string message) = RefusalReply.For(missing.Reason);
                socket.SendError(code, message);
                reporter.Refused(Client, arrived.Request, missing);
                break;
            case BootContentResult.Found found:
                using (found.File)
                {
                    await ServeAsync(found.File, socket);
                }

                break;
        }
    }

    /// <summary>The request came again.</summary>
    public void RepeatRequest() => Act(static (active, now) => active.Transfer.RepeatRequest(now), null);

    /// <summary>The client asked for something else from the same port.</summary>
    public void Supersede() => Act(static (active, _) => active.Transfer.Supersede(), TransferOutcome.AbortedByClient);

    /// <summary>rackd stops.</summary>
    public void Stop() => Act(
        static (active, _) =>
        {
            active.Socket.SendError(TftpErrorCode.NotDefined, "Server is stopping");
            return active.Transfer.End(TransferOutcome.Stopped);
        },
        TransferOutcome.Stopped);

    private TftpRefusal? Refusal()
    {
        if (arrived.Request.Operation == TftpOpcode.WriteRequest)
        {
            return TftpRefusal.WriteRequest;
        }

        return arrived.Request.Mode is TftpMode.Octet or TftpMode.NetAscii ? null : TftpRefusal.UnknownMode;
    }

    private async Task ServeAsync(BootFile file, TransferSocket socket)
    {
        TransferLimits limits = TransferLimits.From(
            config, arrived.LinkMtu, Client.AddressFamily == AddressFamily.InterNetworkV6);
        TransferOptions options =
            OptionNegotiation.Negotiate(arrived.Request.Options, arrived.Request.Mode, file.Length, limits);
        using BlockSource blocks = BlockSource.For(file, arrived.Request.Mode, options.BlockSize);
        ReadTransfer transfer = new(options, blocks.Count);
        ActiveTransfer active = new(file, options, blocks, transfer, socket);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ReceiveBufferSize);
        try
        {
            await using ITimer timer = time.CreateTimer(OnTimer, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            lock (_lock)
            {
                active.Timer = timer;
                _active = active;
                Do(active, _endedEarly is { } outcome ? transfer.End(outcome) : transfer.Start(Age));
            }

            await ReceiveAsync(active, buffer);
        }
        finally
        {
            lock (_lock)
            {
                _active = null;
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }

        reporter.Finished(Client, file, Result(active));
    }

    private async Task ReceiveAsync(ActiveTransfer active, byte[] buffer)
    {
        while (!active.IsOver)
        {
            int length;
            try
            {
                length = await active.Socket.ReceiveAsync(buffer.AsMemory(0, ReceiveBufferSize));
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException && active.IsOver)
            {
                // The timer or the service ended the transfer and closed the socket.
                return;
            }

            bool started;
            lock (_lock)
            {
                if (active.IsOver)
                {
                    return;
                }

                bool hadStarted = active.Transfer.HasStarted;
                Receive(active, buffer.AsSpan(0, length));
                started = !hadStarted && active.Transfer.HasStarted;
            }

            if (started)
            {
                reporter.Started(Client, active.File);
            }
        }
    }

    private void Receive(ActiveTransfer active, ReadOnlySpan<byte> packet)
    {
        TftpOpcode opcode = TftpPacket.PeekOpcode(packet);
        if (!active.Socket.IsFromClient)
        {
            // An ERROR is never answered: two hosts could go on for ever.
            if (opcode != TftpOpcode.Error && active.StrangersAnswered++ < MaxStrangersAnswered)
            {
                active.Socket.RefuseStranger();
            }

            reporter.Stranger(Client);
        }
        else if (TftpAcknowledgement.TryRead(packet, out TftpAcknowledgement acknowledgement) == WireError.None)
        {
            Do(active, active.Transfer.Acknowledge(acknowledgement.Block, Age));
        }
        else if (TftpError.TryRead(packet, out TftpError error) == WireError.None)
        {
            active.Detail = $"client: error {(int)error.Code} {PrintableText.Of(error.Message)}".TrimEnd();
            Do(active, active.Transfer.Abort(error.Code));
        }
    }

    private void Act(Func<ActiveTransfer, TimeSpan, TransferStep> act, TransferOutcome? endsEarly)
    {
        lock (_lock)
        {
            if (_active is not { } active)
            {
                _endedEarly ??= endsEarly;
            }
            else if (!active.IsOver)
            {
                Do(active, act(active, Age));
            }
        }
    }

    private void OnTimer(object? state)
    {
        lock (_lock)
        {
            if (_active is not { IsOver: false } active)
            {
                return;
            }

            active.ArmedFor = null;
            TimeSpan now = Age;
            if (now >= active.Transfer.Deadline && active.TimerDelays < MaxTimerDelays && active.Socket.HasWaiting)
            {
                active.TimerDelays++;
                active.Arm(now + _timerDelay, now);
                return;
            }

            active.TimerDelays = 0;
            Do(active, active.Transfer.Expire(now));
        }
    }

    /// <summary>Does what the state machine wants; the caller holds the lock.</summary>
    private void Do(ActiveTransfer active, TransferStep step)
    {
        switch (step.Action)
        {
            case TransferAction.SendOptions:
                SendOptions(active);
                break;
            case TransferAction.SendBlocks:
                SendBlocks(active, step);
                break;
            case TransferAction.Wait:
            case TransferAction.Finish:
                break;
        }

        if (active.Transfer.Outcome is not null)
        {
            active.End(Age);
            return;
        }

        active.Arm(active.Transfer.Deadline, Age);
    }

    private void SendOptions(ActiveTransfer active)
    {
        ArrayBufferWriter<byte> writer = new();
        new TftpOptionAcknowledgement(active.Options.Agreed).WriteTo(writer);
        active.Socket.Send(writer.WrittenSpan);
        active.Transfer.Sent(Age);
    }

    private void SendBlocks(ActiveTransfer active, TransferStep step)
    {
        try
        {
            SendRow(active, step.FirstBlock, step.LastBlock);
            if (step.GapBlock is { } gap)
            {
                SendRow(active, gap, gap);
            }

            active.Transfer.Sent(Age);
        }
        catch (IOException error)
        {
            active.Detail = error.Message;
            active.Socket.SendError(TftpErrorCode.NotDefined, "File could not be read");
            active.Transfer.End(TransferOutcome.ReadFailed);
        }
    }

    private static void SendRow(ActiveTransfer active, long first, long last)
    {
        int packetSize = TftpData.HeaderSize + active.Options.BlockSize;
        int perRow = (int)Math.Min(last - first + 1, Math.Clamp(MaxRowSize / packetSize, 1, MaxBlocksPerRow));
        byte[] row = ArrayPool<byte>.Shared.Rent(perRow * packetSize);
        try
        {
            bool isLast = false;
            for (long block = first; block <= last && !isLast;)
            {
                int used = 0;
                for (int count = 0; count < perRow && block <= last && !isLast; count++, block++)
                {
                    Span<byte> packet = row.AsSpan(used, packetSize);
                    TftpData.WriteHeader(packet, active.Transfer.ToWire(block));
                    int length = active.Blocks.Read(block, packet[TftpData.HeaderSize..]);
                    used += TftpData.HeaderSize + length;
                    isLast = length < active.Options.BlockSize;
                    if (isLast)
                    {
                        active.Transfer.EndsAt(block);
                    }
                }

                active.Socket.SendRow(row.AsSpan(0, used), packetSize);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(row);
        }
    }

    private TransferResult Result(ActiveTransfer active)
    {
        TransferOutcome outcome = active.Transfer.Outcome ?? TransferOutcome.Stopped;
        long octets = outcome == TransferOutcome.Completed
            ? active.File.Length
            : Math.Min(active.Transfer.AcknowledgedBlocks * active.Options.BlockSize, active.File.Length);
        string options = active.Options.Agreed.Count == 0 ? "no options" : active.Options.Agreed.ToString();
        return new TransferResult(outcome, octets, active.EndedAt ?? Age, active.Transfer.Resent, active.Detail ?? options);
    }

    /// <summary>What a transfer under way holds; guarded by the session's lock.</summary>
    private sealed class ActiveTransfer(
        BootFile file, TransferOptions options, BlockSource blocks, ReadTransfer transfer, TransferSocket socket)
    {
        private volatile bool _isOver;

        public BootFile File => file;

        public TransferOptions Options => options;

        public BlockSource Blocks => blocks;

        public ReadTransfer Transfer => transfer;

        public TransferSocket Socket => socket;

        public ITimer? Timer { get; set; }

        public TimeSpan? ArmedFor { get; set; }

        public int TimerDelays { get; set; }

        public int StrangersAnswered { get; set; }

        public string? Detail { get; set; }

        public TimeSpan? EndedAt { get; private set; }

        public bool IsOver => _isOver;

        /// <summary>
        /// Sets the timer, unless it fires early enough already: deadlines mostly move away, and the timer then sets itself
        /// anew when it fires, not with each packet.
        /// </summary>
        public void Arm(TimeSpan deadline, TimeSpan now)
        {
            if (ArmedFor is { } armed && armed <= deadline)
            {
                return;
            }

            ArmedFor = deadline;
            TimeSpan due = deadline > now ? deadline - now : TimeSpan.Zero;
            Timer?.Change(TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }

        /// <summary>Closes the socket, which wakes the loop that receives.</summary>
        public void End(TimeSpan now)
        {
            EndedAt ??= now;
            _isOver = true;
            Timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            socket.Dispose();
        }
    }
}
