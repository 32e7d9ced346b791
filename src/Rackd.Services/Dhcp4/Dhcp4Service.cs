using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Boot;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Events;
using Rackd.Domain.Snapshots;
using Rackd.Services.Ledger;
using Rackd.Services.Net;
using Rackd.Services.Storage;
using Rackd.Services.Supervision;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;
using Rackd.Wire.Dhcp4;

namespace Rackd.Services.Dhcp4;

/// <summary>
/// DHCPv4: receives, decides, makes leases durable, sends. One loop owns the lease table; a batch of requests shares one
/// sync of the disk, and no ACK leaves before it.
/// </summary>
public sealed partial class Dhcp4Service : IRackdService
{
    private const int QueueLength = 4096;
    private const int LargestBatch = 256;
    private const int LargestRequest = 2048;

    private static readonly TimeSpan _expirySweep = TimeSpan.FromSeconds(15);

    private readonly ConfigStore _config;
    private readonly ILinkSource _linkSource;
    private readonly ILeaseStore _store;
    private readonly LeaseTable _leases;
    private readonly ClientHistory _clients;
    private readonly IEventSink _events;
    private readonly TimeProvider _time;
    private readonly Dhcp4Metrics _metrics;
    private readonly ILogger<Dhcp4Service> _logger;
    private readonly Dhcp4LinkSet _links;
    private readonly Dhcp4Responder _responder;
    private readonly Channel<QueuedRequest> _queue;
    private readonly List<Pending> _pending = new(LargestBatch);
    private readonly byte[] _message = new byte[Dhcp4Reply.LargestSize];
    private DateTimeOffset _lastSweep;
    private string? _storeProblem;

    /// <summary>Makes the service; nothing is opened before <see cref="BindAsync"/>.</summary>
    public Dhcp4Service(
        ConfigStore config,
        ILinkSource linkSource,
        IDhcp4Ports ports,
        ILeaseStore store,
        Dhcp4State state,
        IEventSink events,
        TimeProvider time,
        Dhcp4Metrics metrics,
        ILoggerFactory loggers)
    {
        _config = config;
        _linkSource = linkSource;
        _store = store;
        _leases = state.Leases;
        _clients = state.Clients;
        _events = events;
        _time = time;
        _metrics = metrics;
        _logger = loggers.CreateLogger<Dhcp4Service>();
        _responder = new Dhcp4Responder(state);
        _links = new Dhcp4LinkSet(linkSource, ports, events, time, loggers.CreateLogger<Dhcp4LinkSet>())
        {
            Opened = link => link.Start(Enqueue, () => _metrics.Silent(Dhcp4Reason.Malformed)),
        };

        // Under a flood the oldest request goes first: its client has asked again by then.
        _queue = Channel.CreateBounded<QueuedRequest>(
            new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            DropOverload);
        _lastSweep = time.GetUtcNow();
    }

    /// <inheritdoc/>
    public string Name => "dhcp4";

    /// <inheritdoc/>
    public async Task BindAsync(CancellationToken cancellationToken)
    {
        foreach (Lease lease in await _store.LoadAsync(cancellationToken))
        {
            _leases.Apply(lease);
        }

        _links.Reconcile(_config.Current);
        if (_links.Failures.FirstOrDefault() is { } failure)
        {
            throw new IOException(failure);
        }

        LogLoaded(_leases.Count);
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        // If one of the two fails the service does, and is started anew as a whole.
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task answering = AnswerAsync(both.Token);
        Task following = FollowLinksAsync(both.Token);
        Task first = await Task.WhenAny(answering, following);
        await both.CancelAsync();
        await Task.WhenAll(answering, following).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await first;
    }

    /// <inheritdoc/>
    public ServiceReport Report()
    {
        DateTimeOffset now = _time.GetUtcNow();
        int active = _leases.Leases.Count(lease => lease.IsActive(now));
        Dhcp4Topology? topology = _links.Topology;
        string[] unserved =
        [
            .. topology?.Plan.Placements
                .Where(placement => placement.Interface is null)
                .Select(placement => $"subnet {placement.Subnet.Config.Name} {placement.Reason}") ?? [],
        ];
        string? problem = _storeProblem ?? _links.Failures.FirstOrDefault() ?? unserved.FirstOrDefault();
        string where = topology is { Links.Count: > 0 } ? string.Join(", ", topology.Links.Keys.Order()) : "no interface";
        return new ServiceReport($"{active} {(active == 1 ? "lease" : "leases")}, serving {where}", problem);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _links.Dispose();
        _queue.Writer.TryComplete();
        await _store.DisposeAsync();
    }

    private void Enqueue(
        Dhcp4Link link, Ipv4Address server, ReadOnlySpan<byte> request, Ipv4Address source, bool isUnicast)
    {
        if (request.Length > LargestRequest)
        {
            _metrics.Silent(Dhcp4Reason.Malformed);
            return;
        }

        byte[] octets = ArrayPool<byte>.Shared.Rent(request.Length);
        request.CopyTo(octets);
        if (!_queue.Writer.TryWrite(new QueuedRequest(octets, request.Length, link, server, source, isUnicast)))
        {
            ArrayPool<byte>.Shared.Return(octets); // the service has ended
        }
    }

    private void DropOverload(QueuedRequest dropped)
    {
        ArrayPool<byte>.Shared.Return(dropped.Octets);
        _metrics.Silent(Dhcp4Reason.Overload);
    }

    private async Task FollowLinksAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _linkSource.WaitForChangeAsync(stoppingToken);
            _links.Reconcile(_config.Current);
            SweepExpired(_time.GetUtcNow());
        }
    }

    private async Task AnswerAsync(CancellationToken stoppingToken)
    {
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            // A flood of requests that change nothing must not keep back the ACKs of those that do.
            for (int taken = 0; taken < LargestBatch && _queue.Reader.TryRead(out QueuedRequest request); taken++)
            {
                if (!Answer(request))
                {
                    ArrayPool<byte>.Shared.Return(request.Octets);
                }
            }

            if (_pending.Count > 0)
            {
                await CommitAsync(stoppingToken);
            }
        }
    }

    /// <summary>Answers a request, or leaves it among the pending ones; true when it is one of them.</summary>
    private bool Answer(QueuedRequest queued)
    {
        WireError error = Dhcp4Message.TryRead(queued.Octets.AsSpan(0, queued.Length), out Dhcp4Message message);
        if (error != WireError.None)
        {
            _metrics.Silent(Dhcp4Reason.Malformed);
            LogMalformed(queued.Link.State.Name, error);
            return false;
        }

        DateTimeOffset now = _time.GetUtcNow();
        Dhcp4Decision decision = Decide(message, queued, now);
        _metrics.Request(decision.Request);
        if (_responder.Accept(decision, now) is { } change)
        {
            _pending.Add(new Pending(decision, change, queued));
            return true;
        }

        Carry(decision, queued.Link);
        return false;
    }

    private Dhcp4Decision Decide(in Dhcp4Message message, QueuedRequest queued, DateTimeOffset now)
    {
        ConfigSnapshot snapshot = _config.Current;
        Dhcp4Topology topology = _links.Topology is { } current && ReferenceEquals(current.Snapshot, snapshot)
            ? current
            : _links.Reconcile(snapshot);
        Dhcp4Arrival arrival = topology.Arrival(message, queued.Link, queued.Server, queued.Source, queued.IsUnicast);
        return _responder.Decide(message, arrival, snapshot, now);
    }

    private async Task CommitAsync(CancellationToken stoppingToken)
    {
        IReadOnlyList<CommitOutcome>? outcomes = null;
        try
        {
            long start = _time.GetTimestamp();
            outcomes = await _store.CommitAsync([.. _pending.Select(pending => pending.Change.Applied)], stoppingToken);
            _metrics.Committed(_time.GetElapsedTime(start));
            Recovered();
        }
        catch (IOException problem)
        {
            Failed(problem);
        }
        finally
        {
            // What was not stored for sure is taken back, the last change first; clients ask again.
            for (int index = _pending.Count - 1; index >= 0; index--)
            {
                TakeBack(_pending[index].Change, outcomes?[index]);
            }
        }

        for (int index = 0; index < _pending.Count; index++)
        {
            Conclude(_pending[index], outcomes?[index]);
            ArrayPool<byte>.Shared.Return(_pending[index].Request.Octets);
        }

        _pending.Clear();
    }

    private void TakeBack(LeaseChange change, CommitOutcome? outcome)
    {
        switch (outcome)
        {
            case null:
                _responder.Revert(change);
                break;
            case CommitOutcome.RefusedByEarlierOwner:
                _responder.Yield(change);
                break;
            case CommitOutcome.Accepted:
                break;
        }
    }

    private void Conclude(Pending pending, CommitOutcome? outcome)
    {
        switch (outcome)
        {
            case null:
                Tell(pending.Decision, Dhcp4Reason.StoreFailed, pending.Request.Link);
                break;
            case CommitOutcome.Accepted:
                Carry(pending.Decision, pending.Request.Link);
                break;
            case CommitOutcome.RefusedByEarlierOwner:
                DecideAgain(pending);
                break;
        }
    }

    private void DecideAgain(Pending pending)
    {
        QueuedRequest queued = pending.Request;
        Dhcp4Message.TryRead(queued.Octets.AsSpan(0, queued.Length), out Dhcp4Message message);
        Dhcp4Decision again = Decide(message, queued, _time.GetUtcNow());
        if (pending.Decision is Dhcp4Decision.Reply && again.Change is null)
        {
            Carry(again, queued.Link);
        }
        else
        {
            Tell(pending.Decision, Dhcp4Reason.TakenElsewhere, queued.Link);
        }
    }

    private void Carry(Dhcp4Decision decision, Dhcp4Link link)
    {
        if (decision is Dhcp4Decision.Reply reply)
        {
            Send(reply, link);
        }
        else
        {
            Tell(decision, decision.Reason, link);
        }
    }

    private void Send(Dhcp4Decision.Reply reply, Dhcp4Link link)
    {
        int length = reply.Message.WriteTo(_message);
        try
        {
            link.Send(reply.Route, reply.Server, _message.AsSpan(0, length));
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // The link went while the request was in the queue: the client asks again.
            LogSendFailed(reply.Type, reply.Machine.Mac, link.State.Name, problem.Message);
            return;
        }

        _metrics.Reply(reply.Type);
        if (reply.Client.Kind != PxeClientKind.None)
        {
            _clients.Saw(reply.Machine.Mac, reply.Client);
        }

        _events.Publish(Dhcp4Events.Answered(reply, link.State.Name, _time.GetUtcNow()));
        LogReply(reply, link);
    }

    private void Tell(Dhcp4Decision decision, Dhcp4Reason reason, Dhcp4Link link)
    {
        DateTimeOffset now = _time.GetUtcNow();
        _metrics.Silent(reason);
        _events.Publish(Dhcp4Events.Unanswered(decision, reason, link.State.Name, now));
        LogSilent(decision, reason, link, now);
    }

    private void SweepExpired(DateTimeOffset now)
    {
        if (now - _lastSweep < _expirySweep)
        {
            return;
        }

        foreach (Lease lease in _leases.Leases)
        {
            if (lease.State == LeaseState.Leased && lease.Expiry > _lastSweep && lease.Expiry <= now)
            {
                _events.Publish(new LeaseEnded
                {
                    At = lease.Expiry,
                    Mac = lease.Mac,
                    Machine = _config.Current.Inventory.Find(lease.Mac).Name,
                    Address = lease.Address,
                    Cause = LeaseEnd.Expired,
                });
            }
        }

        _lastSweep = now;
    }

    private void Failed(IOException problem)
    {
        if (_storeProblem is null)
        {
            LogStoreFailed(problem.Message);
        }

        _storeProblem = $"leases cannot be written, so none are given: {problem.Message}";
    }

    private void Recovered()
    {
        if (_storeProblem is not null)
        {
            _storeProblem = null;
            LogStoreRecovered();
        }
    }

    private readonly record struct QueuedRequest(
        byte[] Octets, int Length, Dhcp4Link Link, Ipv4Address Server, Ipv4Address Source, bool IsUnicast);

    private readonly record struct Pending(Dhcp4Decision Decision, LeaseChange Change, QueuedRequest Request);
}
