using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Configuration;
using Rackd.Services.Supervision;

namespace Rackd.Api;

/// <summary>The control API on its Unix socket: HTTP and JSON for the command line, and for whoever scripts rackd.</summary>
public sealed partial class ControlApi : IRackdService
{
    /// <summary>The service's name.</summary>
    public const string ServiceName = "control";

    private readonly ControlConfig _config;
    private readonly ILogger<ControlApi> _logger;
    private readonly WebApplication _application;
    private bool _bound;

    public ControlApi(ControlConfig config, IEnumerable<IApiEndpoints> endpoints, ILoggerFactory loggers)
    {
        _config = config;
        _logger = loggers.CreateLogger<ControlApi>();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 1024 * 1024;
            options.ListenUnixSocket(config.Socket);
        });
        builder.Services.AddRoutingCore();
        builder.Services.Replace(ServiceDescriptor.Singleton(loggers));
        _application = builder.Build();
        _application.Use(CatchAsync);
        foreach (IApiEndpoints part in endpoints)
        {
            part.Map(_application);
        }

        _application.MapFallback(NotFoundAsync);
    }

    /// <inheritdoc/>
    public string Name => ServiceName;

    /// <inheritdoc/>
    public async Task BindAsync(CancellationToken cancellationToken)
    {
        ControlSocket.Prepare(_config.Socket);
        try
        {
            await _application.StartAsync(cancellationToken);
            _bound = true;
        }
        catch (Exception fault) when (fault is SocketException or AddressInUseException)
        {
            throw new IOException($"{_config.Socket}: {fault.Message}", fault);
        }

        ControlSocket.Admit(_config.Socket, _config.Group);
    }

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.Infinite, stoppingToken);

    /// <inheritdoc/>
    public ServiceReport Report() => new(_config.Socket);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_bound)
        {
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(2));
            await _application.StopAsync(limit.Token);
        }

        await _application.DisposeAsync();
    }

    private static Task NotFoundAsync(HttpContext context) => ApiAnswer.ProblemAsync(context, new ProblemDocument(
        StatusCodes.Status404NotFound,
        "unknown_route",
        "There is no such resource",
        $"{context.Request.Method} {context.Request.Path} is not part of this API",
        "this daemon may be older or newer than the program that asks; compare with: rackd version"));

    [SuppressMessage("Design", "CA1031", Justification = "A fault in one request must not end the connection unexplained.")]
    private async Task CatchAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogGone(context.Request.Path.Value);
        }
        catch (Exception fault)
        {
            LogFault(fault, context.Request.Method, context.Request.Path.Value);
            if (!context.Response.HasStarted)
            {
                await ApiAnswer.ProblemAsync(context, new ProblemDocument(
                    StatusCodes.Status500InternalServerError,
                    "fault",
                    "The daemon failed to answer",
                    fault.Message,
                    "the daemon's log says more: journalctl -u rackd"));
            }
        }
    }

    [LoggerMessage(EventId = 930, Level = LogLevel.Error, Message = "Control API: {Method} {Path} failed")]
    private partial void LogFault(Exception exception, string method, string? path);

    [LoggerMessage(EventId = 931, Level = LogLevel.Debug, Message = "Control API: the caller of {Path} left")]
    private partial void LogGone(string? path);
}
