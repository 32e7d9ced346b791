using Rackd.Domain.Boot;
using Rackd.Domain.Events;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Ledger;

/// <summary>Tells the history of clients when a machine has got its loader, before anybody else hears of it.</summary>
public sealed class ClientHistorySink(EventHub hub, ClientHistory clients) : IEventSink
{
    /// <inheritdoc/>
    public void Publish(RackEvent happened)
    {
        if (happened is TransferFinished { Role: BootFileRole.Loader, Outcome: TransferOutcome.Completed } transfer
            && transfer.Mac is MacAddress mac)
        {
            clients.FetchedLoader(mac, transfer.At);
        }

        hub.Publish(happened);
    }
}
