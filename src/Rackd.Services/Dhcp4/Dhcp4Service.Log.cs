using Microsoft.Extensions.Logging;
using Rackd.Domain.Boot;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Events;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;
using Rackd.Wire.Dhcp4;

namespace Rackd.Services.Dhcp4;

public sealed partial class Dhcp4Service
{
    private static readonly TimeSpan _sayAgain = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Dhcp4Reason, DateTimeOffset> _saidAt = [];

    /// <summary>What an operator can do something about; the rest is everyday traffic.</summary>
    private static bool IsFault(Dhcp4Reason reason) => reason
        is Dhcp4Reason.PoolExhausted
        or Dhcp4Reason.NoDynamicRange
        or Dhcp4Reason.UnknownRelay
        or Dhcp4Reason.StoreFailed
        or Dhcp4Reason.TakenElsewhere
        or Dhcp4Reason.Declined;

    private void LogReply(Dhcp4Decision.Reply reply, Dhcp4Link link)
    {
        Ipv4Address address = reply.Message.YourAddress;
        string name = reply.Machine.Name ?? "-";
        string reason = SnakeCase.Of(reply.Reason);
        switch (reply.Type)
        {
            case Dhcp4MessageType.Ack when reply.Change is { } lease && reply.Boot is BootPlan.File file:
                LogLeasedToBoot(name, lease.Mac, address, reply.Client.Kind, file.Name, file.Profile);
                break;
            case Dhcp4MessageType.Ack when reply.Change is { } lease && reply.Boot is BootPlan.None none:
                string refusal = SnakeCase.Of(none.Reason);
                LogLeasedWithoutBoot(name, lease.Mac, address, reply.Client.Kind, refusal);
                break;
            case Dhcp4MessageType.Ack when reply.Change is { } lease && reply.Reason != Dhcp4Reason.AckRenewed:
                LogLeased(name, lease.Mac, address, lease.Expiry, reason);
                break;
            case Dhcp4MessageType.Nak:
                LogRefused(name, reply.Machine.Mac, reason, link.State.Name);
                break;
            default:
                LogReplied(reply.Type, name, reply.Machine.Mac, address, reason);
                break;
        }
    }

    private void LogSilent(Dhcp4Decision decision, Dhcp4Reason reason, Dhcp4Link link, DateTimeOffset now)
    {
        string why = SnakeCase.Of(reason);
        if (!IsFault(reason))
        {
            LogUnanswered(decision.Request, decision.Machine.Mac, link.State.Name, why);
        }
        else if (_saidAt.GetValueOrDefault(reason) + _sayAgain <= now)
        {
            _saidAt[reason] = now;
            LogFault(decision.Request, decision.Machine.Name ?? "-", decision.Machine.Mac, link.State.Name, why);
        }
    }

    [LoggerMessage(EventId = 100, Level = LogLevel.Information, Message = "dhcp4 read {Count} leases from disk")]
    private partial void LogLoaded(int count);

    [LoggerMessage(EventId = 110, Level = LogLevel.Information, Message = "dhcp4 {Machine} {Mac} leased {Address} until {Expiry:u} ({Reason})")]
    private partial void LogLeased(string machine, MacAddress mac, Ipv4Address address, DateTimeOffset expiry, string reason);

    [LoggerMessage(EventId = 111, Level = LogLevel.Information, Message = "dhcp4 {Machine} {Mac} leased {Address} to {Client}, boots {File} (profile {Profile})")]
    private partial void LogLeasedToBoot(
        string machine, MacAddress mac, Ipv4Address address, PxeClientKind client, string file, string profile);

    [LoggerMessage(EventId = 112, Level = LogLevel.Information, Message = "dhcp4 {Machine} {Mac} leased {Address} to {Client}, nothing to boot ({Reason})")]
    private partial void LogLeasedWithoutBoot(
        string machine, MacAddress mac, Ipv4Address address, PxeClientKind client, string reason);

    [LoggerMessage(EventId = 113, Level = LogLevel.Information, Message = "dhcp4 {Machine} {Mac} refused on {Interface} ({Reason})")]
    private partial void LogRefused(string machine, MacAddress mac, string reason, string @interface);

    [LoggerMessage(EventId = 114, Level = LogLevel.Debug, Message = "dhcp4 {Type} to {Machine} {Mac} with {Address} ({Reason})")]
    private partial void LogReplied(Dhcp4MessageType type, string machine, MacAddress mac, Ipv4Address address, string reason);

    [LoggerMessage(EventId = 115, Level = LogLevel.Debug, Message = "dhcp4 {Type} of {Mac} on {Interface} left unanswered ({Reason})")]
    private partial void LogUnanswered(Dhcp4MessageType type, MacAddress mac, string @interface, string reason);

    [LoggerMessage(EventId = 116, Level = LogLevel.Warning, Message = "dhcp4 {Type} of {Machine} {Mac} on {Interface}: {Reason}; said at most once a minute")]
    private partial void LogFault(Dhcp4MessageType type, string machine, MacAddress mac, string @interface, string reason);

    [LoggerMessage(EventId = 117, Level = LogLevel.Debug, Message = "dhcp4 message on {Interface} cannot be read ({Error})")]
    private partial void LogMalformed(string @interface, WireError error);

    [LoggerMessage(EventId = 118, Level = LogLevel.Warning, Message = "dhcp4 {Type} to {Mac} on {Interface} could not be sent: {Problem}")]
    private partial void LogSendFailed(Dhcp4MessageType type, MacAddress mac, string @interface, string problem);

    [LoggerMessage(EventId = 130, Level = LogLevel.Critical, Message = "dhcp4 leases cannot be written, so none are given: {Problem}")]
    private partial void LogStoreFailed(string problem);

    [LoggerMessage(EventId = 131, Level = LogLevel.Information, Message = "dhcp4 leases can be written again")]
    private partial void LogStoreRecovered();
}
