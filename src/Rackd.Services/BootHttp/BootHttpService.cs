using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rackd.Domain.Configuration;
using Rackd.Domain.Snapshots;
using Rackd.Services.Ledger;
using Rackd.Services.Storage;
using Rackd.Services.Supervision;

namespace Rackd.Services.BootHttp;

/// <summary>Serves boot files over HTTP/1.1 to machines that boot.</summary>
public sealed partial class BootHttpService : IRackdService
{
    private static readonly TimeSpan _stopPatience = TimeSpan.FromSeconds(2);

    private readonly IPEndPoint _endPoint;
    private readonly bool _isEnabled;
    private readonly ILogger<BootHttpService> _logger;
    private readonly BootHttpMetrics _metrics;
    private readonly CancellationTokenSource _stopping = new();
    private readonly KestrelServer _server;
    private readonly BootHttpApplication _application;

    /// <summary>Builds the server; nothing is opened before <see cref="BindAsync"/>.</summary>
    public BootHttpService(
        ConfigStore config,
        IBootContent content,
        IEventSink events,
        TimeProvider time,
        BootHttpMetrics metrics,
        ILoggerFactory loggerFactory)
    {
        HttpConfig http = config.Current.Config.Http;
        (_endPoint, _isEnabled) = (http.Listen, http.Enabled);
        _metrics = metrics;
        _logger = loggerFactory.CreateLogger<BootHttpService>();
        _server = BuildServer(_endPoint, loggerFactory);
        BootHttpReporter reporter = new(events, metrics, time, loggerFactory.CreateLogger<BootHttpReporter>());
        _application = new BootHttpApplication(content, reporter, _stopping.Token);
    }

    /// <inheritdoc/>
    public string Name => "http";

    /// <summary>Where the service listens; null before <see cref="BindAsync"/>, and when it is switched off.</summary>
    public IPEndPoint? BoundEndPoint { get; private set; }

    /// <inheritdoc/>
    public async Task BindAsync(CancellationToken cancellationToken)
    {
        if (!_isEnabled)
        {
            return;
        }

        try
        {
            await _server.StartAsync(_application, cancellationToken);
        }
        catch (SocketException error)
        {
            throw new IOException($"HTTP cannot listen on {_endPoint}: {error.Message}", error);
        }

        BoundEndPoint = new IPEndPoint(_endPoint.Address, BoundPort());
        LogListening(BoundEndPoint);
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stoppingToken.Register(stopped.SetResult))
        {
            await stopped.Task;
        }

        await _stopping.CancelAsync();
        using CancellationTokenSource patience = new(_stopPatience);
        await _server.StopAsync(patience.Token);
        LogStopped(_metrics.Finished);
    }

    /// <inheritdoc/>
    public ServiceReport Report() => new(BoundEndPoint is null
        ? "switched off"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"listening on {BoundEndPoint}, {_metrics.ActiveNow} transfers now, {_metrics.Finished} finished"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _server.Dispose();
        _stopping.Dispose();
    }

    private static KestrelServer BuildServer(IPEndPoint endPoint, ILoggerFactory loggerFactory)
    {
        KestrelServerOptions options = new() { AddServerHeader = false };
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(120);
        options.Limits.MaxConcurrentConnections = 16384;
        options.Limits.MaxRequestBodySize = 0;

        // Firmware reads in bursts; how long it may stand still is for the socket to say.
        options.Limits.MinResponseDataRate = null;

        // GRUB compares field names byte by byte: HTTP/2, which has them in lower case, would give it empty files.
        options.Listen(endPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => next(BootHttpSocket.LimitAtEnd(connection)));
        });
        SocketTransportOptions sockets = new() { CreateBoundListenSocket = BootHttpSocket.Listen };
        return new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(sockets), loggerFactory), loggerFactory);
    }

    private int BoundPort()
    {
        string address = _server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new Uri(address).Port;
    }
}
