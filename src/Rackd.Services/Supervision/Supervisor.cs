using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Events;

namespace Rackd.Services.Supervision;

/// <summary>
/// Starts the services in order, starts one anew with back-off when it fails and leaves the others alone, and stops them in
/// reverse order.
/// </summary>
public sealed class Supervisor : IServiceDirectory, IAsyncDisposable
{
    private readonly ImmutableArray<SupervisedService> _services;
    private int _disposed;

    /// <param name="services">How each service is made, in the order of their start.</param>
    /// <param name="changed">Told of every change of a service's state; must not wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public Supervisor(
        IEnumerable<ServiceFactory> services, Action<ServiceChanged> changed, TimeProvider time, ILogger<Supervisor> logger) =>
        _services = [.. services.Select(factory => new SupervisedService(factory, changed, time, logger))];

    /// <summary>Binds every service, then runs them. When one cannot be bound, none is left open.</summary>
    /// <exception cref="ServiceStartException">A service could not be bound.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (SupervisedService service in _services)
            {
                await service.BindAsync(cancellationToken);
            }
        }
        catch
        {
            await StopAsync();
            throw;
        }

        foreach (SupervisedService service in _services)
        {
            service.Start();
        }
    }

    /// <summary>Ends one service and starts a new instance of it; false when there is no service of that name.</summary>
    /// <exception cref="ServiceStartException">It could not be bound; the supervisor goes on trying.</exception>
    public async Task<bool> RestartAsync(string name, CancellationToken cancellationToken)
    {
        SupervisedService? found = _services.FirstOrDefault(service => service.Name == name);
        if (found is null)
        {
            return false;
        }

        await found.RestartAsync(cancellationToken);
        return true;
    }

    /// <summary>Ends all services, the last started first.</summary>
    public async Task StopAsync()
    {
        foreach (SupervisedService service in _services.Reverse())
        {
            await service.StopAsync();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ServiceStatus> Snapshot() => [.. _services.Select(service => service.Status)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return; // a container that knows this object by two interfaces disposes it twice
        }

        foreach (SupervisedService service in _services.Reverse())
        {
            await service.DisposeAsync();
        }
    }
}
