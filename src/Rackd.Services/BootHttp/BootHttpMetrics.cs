using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Rackd.Domain.Events;
using Rackd.Services.Storage;

namespace Rackd.Services.BootHttp;

/// <summary>Counts what is served over HTTP.</summary>
public sealed class BootHttpMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "rackd.boot_http";

    private readonly Counter<long> _transfers;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _octets;
    private readonly UpDownCounter<int> _active;
    private readonly Histogram<double> _duration;
    private int _activeNow;
    private long _finished;

    /// <summary>Makes the instruments.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The factory owns its meters.")]
    public BootHttpMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _transfers = meter.CreateCounter<long>("rackd.boot_http.transfers", "{transfer}", "Responses with a body, by outcome.");
        _refused = meter.CreateCounter<long>("rackd.boot_http.refused", "{request}", "Requests without a file, by reason.");
        _octets = meter.CreateCounter<long>("rackd.boot_http.sent", "By", "Octets of files that were sent.");
        _active = meter.CreateUpDownCounter<int>("rackd.boot_http.active", "{transfer}", "Transfers under way.");
        _duration = meter.CreateHistogram<double>("rackd.boot_http.duration", "s", "From request to the last octet.");
    }

    /// <summary>Transfers under way.</summary>
    public int ActiveNow => Volatile.Read(ref _activeNow);

    /// <summary>Transfers that ended since the start.</summary>
    public long Finished => Volatile.Read(ref _finished);

    internal void Started()
    {
        Interlocked.Increment(ref _activeNow);
        _active.Add(1);
    }

    internal void Ended(TransferOutcome outcome, long octets, TimeSpan duration)
    {
        Interlocked.Decrement(ref _activeNow);
        Interlocked.Increment(ref _finished);
        _active.Add(-1);
        _octets.Add(octets);
        _duration.Record(duration.TotalSeconds);
        _transfers.Add(1, new KeyValuePair<string, object?>("outcome", SnakeCase.Of(outcome)));
    }

    internal void Refused(BootFileRefusal reason) =>
        _refused.Add(1, new KeyValuePair<string, object?>("reason", SnakeCase.Of(reason)));
}
