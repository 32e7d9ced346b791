using System.Net;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Tftp;
using Rackd.Wire.Binary;

namespace Rackd.Services.Tftp;

public sealed partial class TftpService
{
    [LoggerMessage(EventId = 320, Level = LogLevel.Information, Message = "TFTP listens on {Listen}")]
    private partial void LogListening(IPEndPoint listen);

    [LoggerMessage(
        EventId = 321,
        Level = LogLevel.Warning,
        Message = "IPv6 is not available: TFTP listens on {Listen} only")]
    private partial void LogIpv4Only(IPEndPoint listen);

    [LoggerMessage(
        EventId = 322,
        Level = LogLevel.Warning,
        Message = "The receive buffer of the TFTP port has {Size} octets, {Wanted} are wanted: in a boot storm requests may be lost; raise net.core.rmem_max or give CAP_NET_ADMIN")]
    private partial void LogSmallBuffer(int size, int wanted);

    [LoggerMessage(
        EventId = 323,
        Level = LogLevel.Warning,
        Message = "No socket for an answer to {Client}: {Problem}. Later ones are only counted")]
    private partial void LogNoSocket(IPEndPoint client, string problem);

    [LoggerMessage(
        EventId = 324,
        Level = LogLevel.Debug,
        Message = "Dropped {Length} octets from {Client} that are no request: {Error}")]
    private partial void LogMalformed(IPEndPoint client, int length, WireError error);

    [LoggerMessage(EventId = 325, Level = LogLevel.Debug, Message = "Dropped a request from {Client}: {Reason}")]
    private partial void LogDropped(IPEndPoint client, RequestDrop reason);
}
