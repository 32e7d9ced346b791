using System.Net;
using Microsoft.Extensions.Logging;

namespace Rackd.Services.BootHttp;

internal sealed partial class BootHttpReporter
{
    [LoggerMessage(EventId = 362, Level = LogLevel.Information,
        Message = "Sent {File} to {Machine} at {Client} by HTTP: {Octets} octets in {Seconds:F2} s")]
    private partial void LogSent(string file, string machine, IPAddress client, long octets, double seconds);

    [LoggerMessage(EventId = 363, Level = LogLevel.Information,
        Message = "Sent only {Octets} of {Length} octets of {File} to {Machine} at {Client} by HTTP: {Outcome}")]
    private partial void LogNotSent(
        string file, string machine, IPAddress client, long octets, long length, string outcome);

    [LoggerMessage(EventId = 364, Level = LogLevel.Error,
        Message = "Broke off {File} for {Machine} at {Client} by HTTP after {Octets} octets: {Detail}")]
    private partial void LogReadFailed(string file, string machine, IPAddress client, long octets, string detail);

    [LoggerMessage(EventId = 365, Level = LogLevel.Information,
        Message = "Refused {File} to {Client} by HTTP: {Reason} ({Detail})")]
    private partial void LogRefused(string file, IPAddress client, string reason, string detail);

    [LoggerMessage(EventId = 366, Level = LogLevel.Debug, Message = "No {File} for {Client}, which looks on")]
    private partial void LogExpectedMiss(string file, IPAddress client);

    [LoggerMessage(EventId = 367, Level = LogLevel.Debug, Message = "{Method} {File} from {Client}: {Status}")]
    private partial void LogHeaders(string method, string file, IPAddress client, int status);

    [LoggerMessage(EventId = 368, Level = LogLevel.Debug, Message = "Sent {Octets} octets out of {File} to {Client}")]
    private partial void LogPart(string file, IPAddress client, long octets);
}
