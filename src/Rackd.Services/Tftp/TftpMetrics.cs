using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Rackd.Domain.Events;
using Rackd.Domain.Tftp;
using Rackd.Services.Storage;
using Rackd.Wire.Binary;

namespace Rackd.Services.Tftp;

/// <summary>Instruments of the TFTP service.</summary>
public sealed class TftpMetrics
{
    private readonly Counter<long> _requests;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _malformed;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _transfers;
    private readonly Counter<long> _octets;
    private readonly Counter<long> _resent;
    private readonly Counter<long> _strangers;
    private readonly UpDownCounter<long> _active;
    private readonly Histogram<double> _duration;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public TftpMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create("Rackd.Tftp");
        _requests = meter.CreateCounter<long>("rackd.tftp.requests", "{request}", "Requests that were taken up");
        _repeated = meter.CreateCounter<long>("rackd.tftp.repeated", "{request}", "Requests for a transfer under way");
        _dropped = meter.CreateCounter<long>("rackd.tftp.dropped", "{request}", "Requests without an answer, by reason");
        _malformed = meter.CreateCounter<long>("rackd.tftp.malformed", "{packet}", "Unreadable packets, by error");
        _refused = meter.CreateCounter<long>("rackd.tftp.refused", "{request}", "Requests answered by an error, by reason");
        _transfers = meter.CreateCounter<long>("rackd.tftp.transfers", "{transfer}", "Ended transfers, by outcome");
        _octets = meter.CreateCounter<long>("rackd.tftp.octets", "By", "Octets of files that were delivered");
        _resent = meter.CreateCounter<long>("rackd.tftp.resent", "{block}", "Blocks that were sent again");
        _strangers = meter.CreateCounter<long>("rackd.tftp.strangers", "{packet}", "Packets from no client's port");
        _active = meter.CreateUpDownCounter<long>("rackd.tftp.active", "{transfer}", "Transfers under way");
        _duration = meter.CreateHistogram<double>("rackd.tftp.duration", "s", "From request to end of whole transfers");
    }

    internal void Requested()
    {
        _requests.Add(1);
        _active.Add(1);
    }

    internal void Ended() => _active.Add(-1);

    internal void Repeated() => _repeated.Add(1);

    internal void Stranger() => _strangers.Add(1);

    internal void Dropped(RequestDrop reason) => _dropped.Add(1, Tag("reason", reason));

    internal void Malformed(WireError error)
    {
        Dropped(RequestDrop.Malformed);
        _malformed.Add(1, Tag("error", error));
    }

    internal void Refused(TftpRefusal reason) => _refused.Add(1, Tag("reason", reason));

    internal void Refused(BootFileRefusal reason) => _refused.Add(1, Tag("reason", reason));

    internal void Finished(TransferFinished finished)
    {
        _transfers.Add(1, Tag("outcome", finished.Outcome));
        _octets.Add(finished.Octets);
        _resent.Add(finished.Resent);
        if (finished.Outcome == TransferOutcome.Completed)
        {
            _duration.Record(finished.Duration.TotalSeconds);
        }
    }

    private static KeyValuePair<string, object?> Tag<T>(string name, T value)
        where T : struct, Enum => new(name, SnakeCase.Of(value));
}
