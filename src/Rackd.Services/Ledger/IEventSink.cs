using Rackd.Domain.Events;

namespace Rackd.Services.Ledger;

/// <summary>Takes what happens. Publishing never waits and never fails.</summary>
public interface IEventSink
{
    /// <summary>Hands an event to every reader.</summary>
    void Publish(RackEvent happened);
}
