using System.Net;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Events;
using Rackd.Domain.Machines;
using Rackd.Services.Ledger;
using Rackd.Services.Storage;
using Rackd.Wire.Addresses;
using Rackd.Wire.Tftp;

namespace Rackd.Services.Tftp;

/// <summary>Says what happens to transfers: to the event stream, the log and the metrics.</summary>
public sealed partial class TransferReporter(
    IEventSink events, IMachineLookup machines, TftpMetrics metrics, TimeProvider time, ILogger<TftpService> logger)
{
    internal TftpMetrics Metrics => metrics;

    internal void Started(IPEndPoint client, BootFile file) => events.Publish(new TransferStarted
    {
        At = time.GetUtcNow(),
        Mac = file.Owner.Mac,
        Machine = file.Owner.Machine,
        Address = AddressOf(client),
        Transport = BootTransport.Tftp,
        File = file.Name,
        Length = file.Length,
        Role = file.Role,
        Profile = file.Profile,
    });

    internal void Finished(IPEndPoint client, BootFile file, TransferResult result)
    {
        TransferFinished finished = new()
        {
            At = time.GetUtcNow(),
            Mac = file.Owner.Mac,
            Machine = file.Owner.Machine,
            Address = AddressOf(client),
            Transport = BootTransport.Tftp,
            File = file.Name,
            Octets = result.Octets,
            Duration = result.Duration,
            Outcome = result.Outcome,
            Role = file.Role,
            Resent = result.Resent,
            Detail = result.Detail,
            Profile = file.Profile,
        };
        events.Publish(finished);
        metrics.Finished(finished);
        Log(client, finished);
    }

    internal void Refused(IPEndPoint client, TftpRequest request, TftpRefusal reason)
    {
        metrics.Refused(reason);
        Refused(client, request, SnakeCase.Of(reason), expected: false, detail: null);
    }

    internal void Refused(IPEndPoint client, TftpRequest request, BootContentResult.Missing missing)
    {
        metrics.Refused(missing.Reason);
        Refused(client, request, SnakeCase.Of(missing.Reason), missing.Expected, missing.Detail);
    }

    internal void Stranger(IPEndPoint client)
    {
        metrics.Stranger();
        LogStranger(client);
    }

    private void Refused(IPEndPoint client, TftpRequest request, string reason, bool expected, string? detail)
    {
        Machine? machine = machines.FindByAddress(client.Address);
        string name = PrintableText.Of(request.FileName);
        events.Publish(new BootFileRefused
        {
            At = time.GetUtcNow(),
            Mac = machine?.Mac,
            Machine = machine?.Name,
            Address = AddressOf(client),
            Transport = BootTransport.Tftp,
            File = name,
            Reason = reason,
            Expected = expected,
            Detail = detail,
        });

        string described = Describe(machine?.Name, machine?.Mac);
        if (expected)
        {
            LogExpectedMiss(name, client, described, reason);
        }
        else
        {
            string said = detail is null ? string.Empty : $" ({detail})";
            LogRefused(name, client, described, reason, said);
        }
    }

    private void Log(IPEndPoint client, TransferFinished finished)
    {
        string machine = Describe(finished.Machine, finished.Mac);
        string outcome = SnakeCase.Of(finished.Outcome);
        double seconds = Math.Round(finished.Duration.TotalSeconds, 3);
        switch (finished.Outcome)
        {
            case TransferOutcome.Completed:
                LogSent(finished.File, client, machine, finished.Octets, seconds, finished.Resent, finished.Detail);
                break;
            case TransferOutcome.SizeProbed:
                LogSizeProbed(finished.File, client, machine);
                break;
            default:
                LogNotSent(
                    finished.File,
                    client,
                    machine,
                    outcome,
                    finished.Octets,
                    seconds,
                    finished.Resent,
                    finished.Detail);
                break;
        }
    }

    private static string Describe(string? machine, MacAddress? mac) => (machine, mac) switch
    {
        (null, null) => "unknown machine",
        (null, { } address) => address.ToString(),
        (_, null) => machine,
        (_, { } address) => $"{machine} {address}",
    };

    private static Ipv4Address? AddressOf(IPEndPoint client) =>
        Ipv4Address.TryFrom(client.Address, out Ipv4Address address) ? address : null;
}

/// <summary>How a transfer went.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Octets">Octets of the file that were delivered.</param>
/// <param name="Duration">From the request to the end.</param>
/// <param name="Resent">Blocks that were sent again.</param>
/// <param name="Detail">The negotiated options, or what the client or the operating system said.</param>
internal readonly record struct TransferResult(
    TransferOutcome Outcome, long Octets, TimeSpan Duration, int Resent, string? Detail);
