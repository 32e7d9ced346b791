using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Events;

namespace Rackd.Services.Supervision;

/// <summary>One service under supervision: its present instance, the loop that renews it, and what is known of it.</summary>
internal sealed partial class SupervisedService(
    ServiceFactory factory, Action<ServiceChanged> changed, TimeProvider time, ILogger<Supervisor> logger) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ServiceStatus _status = new(factory.Name, ServiceState.Starting, time.GetUtcNow(), string.Empty);
    private IRackdService? _current;
    private CancellationTokenSource? _stopping;
    private Task _loop = Task.CompletedTask;

    public string Name => factory.Name;

    public ServiceStatus Status
    {
        get
        {
            ServiceStatus status;
            IRackdService? service;
            lock (_lock)
            {
                status = _status;
                service = status.State == ServiceState.Running ? _current : null;
            }

            return service?.Report() switch
            {
                null => status,
                { Problem: { } problem } report => status with
                {
                    State = ServiceState.Degraded,
                    Now = report.Now,
                    LastProblem = problem,
                    LastProblemAt = null,
                },
                { } report => status with { Now = report.Now },
            };
        }
    }

    /// <summary>Makes and binds an instance.</summary>
    /// <exception cref="ServiceStartException">It could not be bound.</exception>
    public async Task BindAsync(CancellationToken cancellationToken)
    {
        IRackdService? service = factory.Create();
        if (service is null)
        {
            Enter(ServiceState.Stopped, "switched off by the configuration");
            return;
        }

        await BindAsync(service, cancellationToken);
        lock (_lock)
        {
            _current = service;
        }
    }

    /// <summary>Begins to run the bound instance, and to renew it after faults.</summary>
    public void Start()
    {
        if (_current is { } service)
        {
            _stopping = new CancellationTokenSource();
            _loop = SuperviseAsync(service, _stopping.Token);
        }
    }

    /// <summary>Ends the present instance and starts a new one, or none where the configuration now says so.</summary>
    /// <exception cref="ServiceStartException">The new one could not be bound; it is tried again with back-off.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await EndAsync();
            await BindAsync(cancellationToken);
            Start();
        }
        catch (ServiceStartException fault)
        {
            Enter(ServiceState.Failed, fault.Message);
            _stopping = new CancellationTokenSource();
            _loop = RenewAsync(new RestartBackoff(), TimeSpan.Zero, _stopping.Token);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task StopAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await EndAsync();
            if (Status.State != ServiceState.Stopped)
            {
                Enter(ServiceState.Stopped, null);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping?.Dispose();
        _turn.Dispose();
    }

    private static async Task BindAsync(IRackdService service, CancellationToken cancellationToken)
    {
        try
        {
            await service.BindAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await service.DisposeAsync();
            throw new ServiceStartException(service.Name, fault);
        }
    }

    private async Task EndAsync()
    {
        if (_stopping is { } stopping)
        {
            await stopping.CancelAsync();
            await _loop;
            stopping.Dispose();
            _stopping = null;
        }

        await DropAsync(); // bound, but never started
    }

    private async Task DropAsync()
    {
        IRackdService? service;
        lock (_lock)
        {
            service = _current;
            _current = null;
        }

        if (service is not null)
        {
            await service.DisposeAsync();
        }
    }

    private async Task SuperviseAsync(IRackdService service, CancellationToken stopping)
    {
        await Task.Yield();
        RestartBackoff backoff = new();
        IRackdService? running = service;
        while (running is not null)
        {
            long startedAt = time.GetTimestamp();
            Enter(ServiceState.Running, null);
            string? fault = await RunAsync(running, stopping);
            await DropAsync();
            if (fault is null)
            {
                return;
            }

            Enter(ServiceState.Failed, fault);
            running = await NextAsync(backoff, time.GetElapsedTime(startedAt), stopping);
        }
    }

    private async Task RenewAsync(RestartBackoff backoff, TimeSpan ran, CancellationToken stopping)
    {
        IRackdService? service = await NextAsync(backoff, ran, stopping);
        if (service is not null)
        {
            await SuperviseAsync(service, stopping);
        }
    }

    /// <summary>Waits and binds until an instance is there; null when told to stop or switched off.</summary>
    private async Task<IRackdService?> NextAsync(RestartBackoff backoff, TimeSpan ran, CancellationToken stopping)
    {
        while (true)
        {
            TimeSpan wait = backoff.After(ran);
            LogWaiting(Name, wait.TotalSeconds);
            try
            {
                await Task.Delay(wait, time, stopping);
                await BindAsync(stopping);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (ServiceStartException fault)
            {
                Enter(ServiceState.Failed, fault.Message);
                ran = TimeSpan.Zero;
                continue;
            }

            lock (_lock)
            {
                _status = _status with { Restarts = _status.Restarts + 1 };
                return _current;
            }
        }
    }

    /// <summary>Runs to the end and says what went wrong, null when it was told to stop.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever ends one service must not end the others.")]
    private async Task<string?> RunAsync(IRackdService service, CancellationToken stopping)
    {
        try
        {
            await service.RunAsync(stopping);
            return stopping.IsCancellationRequested ? null : "ended without being told to";
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception fault)
        {
            LogFault(fault, Name, fault.Message);
            return stopping.IsCancellationRequested ? null : fault.Message;
        }
    }

    private void Enter(ServiceState state, string? detail)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            bool problem = state == ServiceState.Failed;
            _status = _status with
            {
                State = state,
                Since = now,
                Now = state == ServiceState.Stopped ? detail ?? string.Empty : string.Empty,
                LastProblem = problem ? detail : _status.LastProblem,
                LastProblemAt = problem ? now : _status.LastProblemAt,
            };
        }

        changed(new ServiceChanged { At = now, Service = Name, State = state, Detail = detail });
    }

    [LoggerMessage(EventId = 911, Level = LogLevel.Error, Message = "{Service} failed: {Fault}")]
    private partial void LogFault(Exception exception, string service, string fault);

    [LoggerMessage(EventId = 912, Level = LogLevel.Warning, Message = "{Service} is started anew in {Seconds} s")]
    private partial void LogWaiting(string service, double seconds);
}
