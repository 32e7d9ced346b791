using Microsoft.Extensions.Logging;
using Rackd.Domain.Configuration;
using Rackd.Domain.Events;
using Rackd.Services.Ledger;
using Rackd.Services.Supervision;

namespace Rackd.Hosting;

/// <summary>Tells everybody how a reload went: the log, the event stream, and whoever asks for the status.</summary>
public sealed partial class ReloadVerdict(
    DaemonIdentity identity, IEventSink events, TimeProvider time, ILogger<ReloadVerdict> logger)
{
    /// <summary>Tells it.</summary>
    public void Tell(ReloadResult result)
    {
        identity.Reloaded(result.Accepted, result.Summary);
        events.Publish(new ConfigReloaded
        {
            At = time.GetUtcNow(),
            Generation = result.Generation,
            Accepted = result.Accepted,
            Summary = result.Summary,
        });
        if (result.Accepted)
        {
            LogAccepted(result.Generation, result.Summary);
            return;
        }

        foreach (string error in result.Errors)
        {
            LogRefused(error);
        }
    }

    /// <summary>Tells what does not keep a configuration from being used, and yet wants attention.</summary>
    public void Warn(IEnumerable<ConfigError> findings)
    {
        foreach (ConfigError finding in findings)
        {
            LogFinding(finding.Place, finding.Message);
        }
    }

    [LoggerMessage(EventId = 920, Level = LogLevel.Information, Message = "Configuration generation {Generation}: {Summary}")]
    private partial void LogAccepted(int generation, string summary);

    [LoggerMessage(EventId = 921, Level = LogLevel.Error, Message = "Configuration not used: {Error}")]
    private partial void LogRefused(string error);

    [LoggerMessage(EventId = 922, Level = LogLevel.Warning, Message = "{Place}: {Problem}")]
    private partial void LogFinding(ConfigPlace place, string problem);
}
