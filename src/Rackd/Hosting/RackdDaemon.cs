using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Snapshots;
using Rackd.Services.Supervision;

namespace Rackd.Hosting;

/// <summary>Starts all services, says that the daemon is ready, feeds the watchdog, and stops all in reverse order.</summary>
public sealed partial class RackdDaemon(
    Supervisor supervisor,
    ConfigStore config,
    SystemdNotifier notifier,
    TimeProvider time,
    ILogger<RackdDaemon> logger) : BackgroundService
{
    private static readonly TimeSpan _statusInterval = TimeSpan.FromSeconds(10);

    /// <summary>Opens every socket and begins to serve; false, with the reason in the log, when one cannot be had.</summary>
    public async Task<bool> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await supervisor.StartAsync(cancellationToken);
            return true;
        }
        catch (ServiceStartException fault)
        {
            LogCannotStart(fault.Message);
            return false;
        }
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        string status = DaemonStatus.Describe(supervisor.Snapshot(), config.Current.Generation);
        LogReady(status);
        notifier.Ready(status);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        notifier.Stopping();
        await base.StopAsync(cancellationToken);
        await supervisor.StopAsync();
        LogStopped();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(notifier.WatchdogInterval ?? _statusInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Asking every service for its report proves that none of them sits on its own state.
            notifier.Status(DaemonStatus.Describe(supervisor.Snapshot(), config.Current.Generation));
            notifier.Watchdog();
        }
    }

    [LoggerMessage(EventId = 901, Level = LogLevel.Information, Message = "rackd is ready: {Status}")]
    private partial void LogReady(string status);

    [LoggerMessage(EventId = 903, Level = LogLevel.Critical, Message = "rackd does not start: {Fault}")]
    private partial void LogCannotStart(string fault);

    [LoggerMessage(EventId = 902, Level = LogLevel.Information, Message = "rackd has stopped")]
    private partial void LogStopped();
}
