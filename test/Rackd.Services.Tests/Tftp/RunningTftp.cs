using System.Net;
using Rackd.Domain.Configuration;
using Rackd.Services.Tftp;
using Rackd.Testing;

namespace Rackd.Services.Tests.Tftp;

/// <summary>The TFTP service over memory files on a port of its own.</summary>
internal sealed class RunningTftp : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TftpService _service;
    private Task _running = Task.CompletedTask;

    private RunningTftp(TftpConfig tftp, TimeProvider time)
    {
        ConfigStore config = new(new ConfigSnapshot(new RackdConfig { Tftp = tftp }, 1));
        TransferReporter reporter = new(Events, Machines, new TftpMetrics(Meters), time, Log.For<TftpService>());
        _service = new TftpService(config, Content, reporter, time, Log.For<TftpService>());
    }

    public MemoryBootContent Content { get; } = new();

    public EventCapture Events { get; } = new();

    public LogCapture Log { get; } = new();

    public MeterCapture Meters { get; } = new();

    public KnownMachines Machines { get; } = new();

    public TftpService Service => _service;

    public int Port => _service.LocalEndPoint!.Port;

    public static Task<RunningTftp> StartAsync(TftpConfig? config = null, TimeProvider? time = null) =>
        StartAsync(IPAddress.IPv6Any, config, time);

    public static async Task<RunningTftp> StartAsync(
        IPAddress listen, TftpConfig? config = null, TimeProvider? time = null, int port = 0)
    {
        TftpConfig tftp = (config ?? new TftpConfig()) with { Listen = new IPEndPoint(listen, port) };
        RunningTftp running = new(tftp, time ?? TimeProvider.System);
        await running._service.BindAsync(CancellationToken.None);
        running._running = running._service.RunAsync(running._stop.Token);
        return running;
    }

    public TftpTestClient Client(IPAddress? server = null) => new(new IPEndPoint(server ?? IPAddress.Loopback, Port));

    /// <summary>Stops the service; what it throws is thrown here.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _service.DisposeAsync();
        Meters.Dispose();
        Log.Dispose();
        _stop.Dispose();
    }
}
