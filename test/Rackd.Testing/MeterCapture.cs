using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Rackd.Testing;

/// <summary>Makes meters for a test of its own and adds up what their counters count.</summary>
public sealed class MeterCapture : IMeterFactory
{
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Meter> _meters = [];
    private readonly MeterListener _listener = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to listen.</summary>
    public MeterCapture()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <inheritdoc/>
    public Meter Create(MeterOptions options)
    {
        Meter meter = new(options.Name, options.Version, options.Tags, scope: this);
        _meters.Add(meter);
        return meter;
    }

    /// <summary>The sum of a counter, over all tags, or with one tag value such as <c>limit</c>.</summary>
    public long Sum(string instrument, string? tagValue = null) =>
        _sums.GetValueOrDefault(tagValue is null ? instrument : $"{instrument}|{tagValue}");

    /// <summary>Waits until the sums are as wanted.</summary>
    public async Task WaitUntilAsync(Func<MeterCapture, bool> condition, CancellationToken cancellationToken)
    {
        Task changed = Volatile.Read(ref _changed).Task;
        while (!condition(this))
        {
            await changed.WaitAsync(cancellationToken);
            changed = Volatile.Read(ref _changed).Task;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        foreach (Meter meter in _meters)
        {
            meter.Dispose();
        }
    }

    private void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            _sums.AddOrUpdate($"{instrument.Name}|{tag.Value}", value, (_, sum) => sum + value);
        }

        TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _changed, next).SetResult();
    }
}
