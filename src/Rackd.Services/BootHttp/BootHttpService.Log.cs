using System.Net;
using Microsoft.Extensions.Logging;

namespace Rackd.Services.BootHttp;

public sealed partial class BootHttpService
{
    [LoggerMessage(EventId = 360, Level = LogLevel.Information, Message = "Serving boot files by HTTP on {EndPoint}")]
    private partial void LogListening(IPEndPoint endPoint);

    [LoggerMessage(EventId = 361, Level = LogLevel.Debug, Message = "HTTP stopped after {Transfers} transfers")]
    private partial void LogStopped(long transfers);
}
