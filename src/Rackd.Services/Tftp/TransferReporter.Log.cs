using System.Net;
using Microsoft.Extensions.Logging;

namespace Rackd.Services.Tftp;

public sealed partial class TransferReporter
{
    [LoggerMessage(
        EventId = 340,
        Level = LogLevel.Information,
        Message = "Sent {File} to {Client} ({Machine}): {Octets} octets in {Seconds} s, {Resent} blocks again, {Detail}")]
    private partial void LogSent(
        string file, IPEndPoint client, string machine, long octets, double seconds, int resent, string? detail);

    [LoggerMessage(
        EventId = 341,
        Level = LogLevel.Information,
        Message = "Did not send {File} to {Client} ({Machine}): {Outcome} after {Octets} octets and {Seconds} s, {Resent} blocks again, {Detail}")]
    private partial void LogNotSent(
        string file,
        IPEndPoint client,
        string machine,
        string outcome,
        long octets,
        double seconds,
        int resent,
        string? detail);

    [LoggerMessage(EventId = 342, Level = LogLevel.Debug, Message = "Told the size of {File} to {Client} ({Machine})")]
    private partial void LogSizeProbed(string file, IPEndPoint client, string machine);

    [LoggerMessage(
        EventId = 343,
        Level = LogLevel.Information,
        Message = "Refused {File} to {Client} ({Machine}): {Reason}{Detail}")]
    private partial void LogRefused(string file, IPEndPoint client, string machine, string reason, string detail);

    [LoggerMessage(
        EventId = 344,
        Level = LogLevel.Debug,
        Message = "No {File} for {Client} ({Machine}), as expected: {Reason}")]
    private partial void LogExpectedMiss(string file, IPEndPoint client, string machine, string reason);

    [LoggerMessage(
        EventId = 345,
        Level = LogLevel.Debug,
        Message = "A stranger sent a packet to the port of the transfer to {Client}")]
    private partial void LogStranger(IPEndPoint client);
}
