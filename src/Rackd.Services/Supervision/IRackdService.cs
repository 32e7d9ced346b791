namespace Rackd.Services.Supervision;

/// <summary>
/// One service of the rack controller. The supervisor binds it, runs it, and starts it anew with back-off after a fault,
/// without touching the others. An instance is bound and run once; a restart makes a new one.
/// </summary>
public interface IRackdService : IAsyncDisposable
{
    /// <summary>Name in logs, status and metrics: <c>dhcp4</c>, <c>tftp</c>, <c>http</c>.</summary>
    string Name { get; }

    /// <summary>Opens every socket, so that a taken port fails before the daemon says it is ready.</summary>
    /// <exception cref="IOException">A socket or file cannot be had; the message says which, and by whom it is held if known.</exception>
    Task BindAsync(CancellationToken cancellationToken);

    /// <summary>Serves until <paramref name="stoppingToken"/> is cancelled. Returning or throwing earlier is a fault.</summary>
    Task RunAsync(CancellationToken stoppingToken);

    /// <summary>What the service does now, in a few words for <c>rackd status</c>: "214 leases, 2 interfaces".</summary>
    ServiceReport Report();
}

/// <summary>What a service says of itself.</summary>
/// <param name="Now">What it does, in a few words.</param>
/// <param name="Problem">What keeps it from serving in full, null when nothing does.</param>
public sealed record ServiceReport(string Now, string? Problem = null);
