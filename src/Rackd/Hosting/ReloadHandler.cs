using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Rackd.Services.Supervision;

namespace Rackd.Hosting;

/// <summary>Reloads the configuration on SIGHUP.</summary>
public sealed class ReloadHandler(IConfigReloader reloader) : BackgroundService
{
    private readonly SemaphoreSlim _asked = new(0, 1);

    /// <summary>Asks for a reload; several before it begins make one.</summary>
    public void Ask()
    {
        try
        {
            _asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // A reload is due already, and will read what is on disk then.
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PosixSignalRegistration signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Ask();
        });
        while (true)
        {
            await _asked.WaitAsync(stoppingToken);
            await reloader.ReloadAsync(stoppingToken);
        }
    }
}
