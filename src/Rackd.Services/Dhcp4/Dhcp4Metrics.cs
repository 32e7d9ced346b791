using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Events;
using Rackd.Wire.Dhcp4;

namespace Rackd.Services.Dhcp4;

/// <summary>What DHCPv4 counts.</summary>
public sealed class Dhcp4Metrics
{
    private readonly Counter<long> _requests;
    private readonly Counter<long> _replies;
    private readonly Counter<long> _silent;
    private readonly Histogram<double> _commit;

    /// <summary>Makes the instruments.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns the meter.")]
    public Dhcp4Metrics(IMeterFactory meters)
    {
        Meter meter = meters.Create("rackd.dhcp4");
        _requests = meter.CreateCounter<long>("rackd.dhcp4.requests", "{message}", "Messages from clients, by type.");
        _replies = meter.CreateCounter<long>("rackd.dhcp4.replies", "{message}", "Messages sent, by type.");
        _silent = meter.CreateCounter<long>("rackd.dhcp4.silent", "{message}", "Messages left without an answer, by reason.");
        _commit = meter.CreateHistogram<double>("rackd.dhcp4.commit", "s", "Time to make a batch of leases durable.");
    }

    /// <summary>A message came in.</summary>
    public void Request(Dhcp4MessageType type) => _requests.Add(1, Tag("type", SnakeCase.Of(type)));

    /// <summary>A message went out.</summary>
    public void Reply(Dhcp4MessageType type) => _replies.Add(1, Tag("type", SnakeCase.Of(type)));

    /// <summary>A message was left without an answer.</summary>
    public void Silent(Dhcp4Reason reason) => _silent.Add(1, Tag("reason", SnakeCase.Of(reason)));

    /// <summary>A batch of leases became durable.</summary>
    public void Committed(TimeSpan duration) => _commit.Record(duration.TotalSeconds);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
