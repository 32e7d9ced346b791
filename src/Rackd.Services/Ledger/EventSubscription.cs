using System.Threading.Channels;
using Rackd.Domain.Events;

namespace Rackd.Services.Ledger;

/// <summary>One reader of the <see cref="EventHub"/>; disposing it ends the stream after what is already waiting.</summary>
public sealed class EventSubscription : IDisposable
{
    private readonly Channel<RackEvent> _channel;
    private readonly Action<EventSubscription> _remove;
    private long _dropped;

    internal EventSubscription(string name, int capacity, Action<EventSubscription> remove)
    {
        Name = name;
        _remove = remove;
        _channel = Channel.CreateBounded<RackEvent>(new BoundedChannelOptions(capacity)
        {
            FullMode = BoundedChannelFullMode.Wait, // TryWrite answers false when full, which is what counts the drop
            SingleReader = true,
        });
    }

    /// <summary>The reader's name.</summary>
    public string Name { get; }

    /// <summary>The events in the order of their publication.</summary>
    public ChannelReader<RackEvent> Reader => _channel.Reader;

    /// <summary>Events that this reader lost because it was too slow.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <inheritdoc/>
    public void Dispose()
    {
        _remove(this);
        _channel.Writer.TryComplete();
    }

    internal void Offer(RackEvent happened)
    {
        if (!_channel.Writer.TryWrite(happened))
        {
            Interlocked.Increment(ref _dropped);
        }
    }
}
