using Rackd.Domain.Events;
using Rackd.Services.Supervision;

namespace Rackd.Services.Ledger;

/// <summary>Takes every event off the stream into memory and onto disk.</summary>
/// <param name="subscription">The stream; it outlives this service, so that a restart loses nothing.</param>
/// <param name="recent">The events in memory.</param>
/// <param name="journal">The events on disk.</param>
/// <param name="reader">Reads them back at the start.</param>
public sealed class LedgerService(
    EventSubscription subscription, RecentEvents recent, LedgerJournal journal, LedgerReader reader) : IRackdService
{
    /// <summary>The service's name.</summary>
    public const string ServiceName = "ledger";

    private const int RememberedOctets = 4 * 1024 * 1024;

    /// <inheritdoc/>
    public string Name => ServiceName;

    /// <inheritdoc/>
    public Task BindAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        Remember();
        try
        {
            while (await subscription.Reader.WaitToReadAsync(stoppingToken))
            {
                Drain();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Drain(); // what was published before the end belongs to history
        }
    }

    /// <inheritdoc/>
    public ServiceReport Report() => new(
        $"{journal.Written} events" + (Lost > 0 ? $", {Lost} lost" : string.Empty), journal.Problem);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        journal.Flush();
        return ValueTask.CompletedTask;
    }

    private long Lost => journal.Lost + subscription.Dropped;

    private void Remember()
    {
        if (recent.Newest(1).Count > 0)
        {
            return; // started anew within the same process
        }

        try
        {
            foreach (RackEvent happened in reader.Tail(RememberedOctets))
            {
                recent.Add(happened);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // History that cannot be read is no reason not to serve; the first write will say what is wrong.
        }
    }

    private void Drain()
    {
        while (subscription.Reader.TryRead(out RackEvent? happened))
        {
            recent.Add(happened);
            journal.Add(happened);
        }

        journal.Flush();
    }
}
