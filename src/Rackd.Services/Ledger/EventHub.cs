using System.Collections.Immutable;
using Rackd.Domain.Events;

namespace Rackd.Services.Ledger;

/// <summary>
/// One stream of events for many readers. Each reader has its own bounded buffer: one that falls behind loses the newest
/// events and knows how many, and holds up neither the publisher nor the other readers.
/// </summary>
public sealed class EventHub : IEventSink
{
    private readonly Lock _lock = new();
    private ImmutableArray<EventSubscription> _subscriptions = [];
    private long _published;

    /// <summary>Events published since the start.</summary>
    public long Published => Interlocked.Read(ref _published);

    /// <summary>The readers of now, for metrics.</summary>
    public IReadOnlyList<EventSubscription> Subscriptions => Current;

    private ImmutableArray<EventSubscription> Current
    {
        get
        {
            lock (_lock)
            {
                return _subscriptions;
            }
        }
    }

    /// <inheritdoc/>
    public void Publish(RackEvent happened)
    {
        Interlocked.Increment(ref _published);
        foreach (EventSubscription subscription in Current)
        {
            subscription.Offer(happened);
        }
    }

    /// <summary>Begins to read; only events published from now on are seen.</summary>
    /// <param name="name">The reader's name in metrics and logs.</param>
    /// <param name="capacity">Most events that wait for the reader.</param>
    public EventSubscription Subscribe(string name, int capacity)
    {
        EventSubscription subscription = new(name, capacity, Remove);
        lock (_lock)
        {
            _subscriptions = _subscriptions.Add(subscription);
        }

        return subscription;
    }

    private void Remove(EventSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }
}
