using Rackd.Domain.Events;
using Rackd.Services.Ledger;

namespace Rackd.Testing;

/// <summary>Keeps every event, and lets a test wait for one.</summary>
public sealed class EventCapture : IEventSink
{
    private readonly Lock _lock = new();
    private readonly List<RackEvent> _events = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The events so far.</summary>
    public IReadOnlyList<RackEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    /// <inheritdoc/>
    public void Publish(RackEvent happened)
    {
        lock (_lock)
        {
            _events.Add(happened);
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>The events of a kind so far.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : RackEvent => [.. Events.OfType<T>()];

    /// <summary>Waits until there are <paramref name="count"/> events of a kind, past ones included.</summary>
    public async Task<IReadOnlyList<T>> WaitForAsync<T>(int count, CancellationToken cancellationToken)
        where T : RackEvent
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                T[] found = [.. _events.OfType<T>()];
                if (found.Length >= count)
                {
                    return found;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits for the first event of a kind, past ones included.</summary>
    public async Task<T> WaitForAsync<T>(CancellationToken cancellationToken)
        where T : RackEvent => (await WaitForAsync<T>(1, cancellationToken))[0];
}
