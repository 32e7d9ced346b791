using System.Net;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Boot;
using Rackd.Domain.Events;
using Rackd.Services.Ledger;
using Rackd.Services.Storage;
using Rackd.Wire.Addresses;

namespace Rackd.Services.BootHttp;

/// <summary>Tells events, metrics and log what became of a request.</summary>
internal sealed partial class BootHttpReporter(
    IEventSink events, BootHttpMetrics metrics, TimeProvider time, ILogger<BootHttpReporter> logger)
{
    /// <summary>A file begins to be sent.</summary>
    /// <returns>The time stamp for <see cref="Ended"/>.</returns>
    public long Started(BootFile file, IPAddress client, bool isWhole)
    {
        metrics.Started();
        if (isWhole)
        {
            events.Publish(new TransferStarted
            {
                At = time.GetUtcNow(),
                Mac = file.Owner.Mac,
                Machine = file.Owner.Machine,
                Address = AddressOf(client),
                Transport = BootTransport.Http,
                File = file.Name,
                Length = file.Length,
                Role = file.Role,
                Profile = file.Profile,
            });
        }

        return time.GetTimestamp();
    }

    /// <summary>A file was sent, or not to its end.</summary>
    /// <param name="file">The file.</param>
    /// <param name="client">To whom.</param>
    /// <param name="isWhole">Whether the response reached to the file's end, and not only some sectors of a disk image.</param>
    /// <param name="started">What <see cref="Started"/> gave.</param>
    /// <param name="octets">Octets of the file that were sent.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="detail">What else there is to say.</param>
    public void Ended(
        BootFile file, IPAddress client, bool isWhole, long started, long octets, TransferOutcome outcome, string? detail)
    {
        TimeSpan duration = time.GetElapsedTime(started);
        metrics.Ended(outcome, octets, duration);
        if (!isWhole && outcome == TransferOutcome.Completed)
        {
            LogPart(file.Name, client, octets);
            return;
        }

        events.Publish(new TransferFinished
        {
            At = time.GetUtcNow(),
            Mac = file.Owner.Mac,
            Machine = file.Owner.Machine,
            Address = AddressOf(client),
            Transport = BootTransport.Http,
            File = file.Name,
            Octets = octets,
            Duration = duration,
            Outcome = outcome,
            Role = file.Role,
            Detail = detail,
            Profile = file.Profile,
        });
        Log(file, client, octets, duration, outcome, detail);
    }

    /// <summary>A request got no file.</summary>
    public void Refused(string target, IPAddress client, BootContentResult.Missing missing)
    {
        metrics.Refused(missing.Reason);
        string file = BootFileName.ForDisplay(target);
        string reason = SnakeCase.Of(missing.Reason);
        events.Publish(new BootFileRefused
        {
            At = time.GetUtcNow(),
            Address = AddressOf(client),
            Transport = BootTransport.Http,
            File = file,
            Reason = reason,
            Expected = missing.Expected,
            Detail = missing.Detail,
        });
        if (missing.Expected)
        {
            LogExpectedMiss(file, client);
        }
        else
        {
            LogRefused(file, client, reason, missing.Detail ?? "no more is known");
        }
    }

    /// <summary>A request was answered without a body.</summary>
    public void Headers(string method, BootFile file, IPAddress client, int status) =>
        LogHeaders(method, file.Name, client, status);

    private static Ipv4Address? AddressOf(IPAddress client) =>
        Ipv4Address.TryFrom(client, out Ipv4Address address) ? address : null;

    private void Log(
        BootFile file, IPAddress client, long octets, TimeSpan duration, TransferOutcome outcome, string? detail)
    {
        string machine = file.Owner.Machine ?? file.Owner.Mac?.ToString() ?? "unknown machine";
        switch (outcome)
        {
            case TransferOutcome.Completed:
                LogSent(file.Name, machine, client, octets, duration.TotalSeconds);
                break;
            case TransferOutcome.ReadFailed:
                LogReadFailed(file.Name, machine, client, octets, detail ?? "cannot be read");
                break;
            default:
                string ending = SnakeCase.Of(outcome);
                LogNotSent(file.Name, machine, client, octets, file.Length, ending);
                break;
        }
    }
}
