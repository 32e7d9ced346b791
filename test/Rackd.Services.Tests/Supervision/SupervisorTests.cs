using System.Collections.Concurrent;
using Rackd.Domain.Events;
using Rackd.Services.Supervision;
using Rackd.Testing;

namespace Rackd.Services.Tests.Supervision;

[CancelAfter(10_000)]
public sealed class SupervisorTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly LogCapture _log = new();
    private readonly EventCapture _events = new();
    private readonly List<string> _diary = [];
    private readonly ConcurrentDictionary<string, ScriptedService> _current = [];

    public void Dispose() => _log.Dispose();

    [Test]
    public async Task Services_are_bound_in_order_before_any_runs_and_stopped_in_reverse(CancellationToken cancellationToken)
    {
        await using Supervisor supervisor = Supervise(Factory("a"), Factory("b"));

        await supervisor.StartAsync(cancellationToken);
        await _events.WaitForAsync<ServiceChanged>(2, cancellationToken);
        await supervisor.StopAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_diary.Take(2), Is.EqualTo(["bind a", "bind b"]));
            Assert.That(_diary.TakeLast(2), Is.EqualTo(["dispose b", "dispose a"]));
            Assert.That(
                supervisor.Snapshot().Select(service => service.State),
                Is.All.EqualTo(ServiceState.Stopped));
        }
    }

    [Test]
    public async Task A_service_that_cannot_be_bound_fails_the_start_and_leaves_nothing_open(CancellationToken cancellationToken)
    {
        await using Supervisor supervisor = Supervise(
            Factory("a"), Factory("b", fault: _ => new IOException("port 69 is taken")), Factory("c"));

        ServiceStartException? fault = await Assert.ThrowsAsync<ServiceStartException>(
            () => supervisor.StartAsync(cancellationToken));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault?.Message, Is.EqualTo("b cannot start: port 69 is taken"));
            Assert.That(_diary, Is.EqualTo(["bind a", "bind b", "dispose b", "dispose a"]));
        }
    }

    [Test]
    public async Task A_fault_restarts_that_service_alone_after_a_second(CancellationToken cancellationToken)
    {
        await using Supervisor supervisor = Supervise(Factory("a"), Factory("b"));
        await supervisor.StartAsync(cancellationToken);
        await _events.WaitForAsync<ServiceChanged>(2, cancellationToken);

        _current["a"].Fail(new IOException("link is down"));
        await StateAsync("a", ServiceState.Failed, 1, cancellationToken);
        ServiceStatus failed = supervisor.Snapshot()[0];
        await AdvanceAsync(TimeSpan.FromSeconds(1), cancellationToken);
        await StateAsync("a", ServiceState.Running, 2, cancellationToken);
        ServiceStatus again = supervisor.Snapshot()[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failed, Has.Property(nameof(ServiceStatus.LastProblem)).EqualTo("link is down"));
            Assert.That(again.Restarts, Is.EqualTo(1));
            Assert.That(again.LastProblem, Is.EqualTo("link is down"));
            Assert.That(again.Now, Is.EqualTo("at work"));
            Assert.That(_diary.Where(line => line.EndsWith('b')), Is.EqualTo(["bind b", "run b"]));
            Assert.That(_log.Lines.Select(line => line.Id), Is.EqualTo([911, 912]));
        }
    }

    [Test]
    public async Task A_service_that_ends_by_itself_is_started_anew(CancellationToken cancellationToken)
    {
        await using Supervisor supervisor = Supervise(Factory("a"));
        await supervisor.StartAsync(cancellationToken);

        _current["a"].End();
        ServiceChanged failed = await StateAsync("a", ServiceState.Failed, 1, cancellationToken);

        Assert.That(failed.Detail, Is.EqualTo("ended without being told to"));
    }

    [Test]
    public async Task A_rebind_that_fails_is_tried_again_with_longer_waits(CancellationToken cancellationToken)
    {
        await using Supervisor supervisor = Supervise(
            Factory("a", fault: made => made is 2 or 3 ? new IOException("still taken") : null));
        await supervisor.StartAsync(cancellationToken);
        _current["a"].Fail(new IOException("gone"));
        await StateAsync("a", ServiceState.Failed, 1, cancellationToken);

        await AdvanceAsync(TimeSpan.FromSeconds(1), cancellationToken);
        await StateAsync("a", ServiceState.Failed, 2, cancellationToken);
        await AdvanceAsync(TimeSpan.FromSeconds(2), cancellationToken);
        await StateAsync("a", ServiceState.Failed, 3, cancellationToken);
        await AdvanceAsync(TimeSpan.FromSeconds(4), cancellationToken);
        await StateAsync("a", ServiceState.Running, 2, cancellationToken);

        Assert.That(supervisor.Snapshot()[0].LastProblem, Is.EqualTo("a cannot start: still taken"));
    }

    [Test]
    public async Task A_restart_on_demand_replaces_the_instance(CancellationToken cancellationToken)
    {
        await using Supervisor supervisor = Supervise(Factory("a"), Factory("b"));
        await supervisor.StartAsync(cancellationToken);
        await _events.WaitForAsync<ServiceChanged>(2, cancellationToken);
        ScriptedService first = _current["a"];

        bool found = await supervisor.RestartAsync("a", cancellationToken);
        await StateAsync("a", ServiceState.Running, 2, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.True);
            Assert.That(_current["a"], Is.Not.SameAs(first));
            Assert.That(_diary.Where(line => line.EndsWith('a')).Take(4), Is.EqualTo(["bind a", "run a", "dispose a", "bind a"]));
            Assert.That(supervisor.Snapshot()[0].Restarts, Is.Zero);
        }
    }

    [Test]
    public async Task A_restart_of_a_service_that_does_not_exist_says_so(CancellationToken cancellationToken)
    {
        await using Supervisor supervisor = Supervise(Factory("a"));
        await supervisor.StartAsync(cancellationToken);

        Assert.That(await supervisor.RestartAsync("z", cancellationToken), Is.False);
    }

    [Test]
    public async Task A_restart_that_cannot_bind_says_so_and_goes_on_trying(CancellationToken cancellationToken)
    {
        await using Supervisor supervisor = Supervise(
            Factory("a", fault: made => made == 2 ? new IOException("taken") : null));
        await supervisor.StartAsync(cancellationToken);

        ServiceStartException? fault = await Assert.ThrowsAsync<ServiceStartException>(
            () => supervisor.RestartAsync("a", cancellationToken));
        await AdvanceAsync(TimeSpan.FromSeconds(1), cancellationToken);
        await _events.WaitForAsync<ServiceChanged>(cancellationToken);
        while (supervisor.Snapshot()[0].Restarts == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.That(fault?.Message, Is.EqualTo("a cannot start: taken"));
    }

    [Test]
    public async Task A_service_that_is_switched_off_is_stopped_and_switched_on_by_a_restart(CancellationToken cancellationToken)
    {
        bool enabled = false;
        await using Supervisor supervisor = Supervise(
            new ServiceFactory("a", () => enabled ? Make("a", null) : null));
        await supervisor.StartAsync(cancellationToken);
        ServiceStatus off = supervisor.Snapshot()[0];

        enabled = true;
        await supervisor.RestartAsync("a", cancellationToken);
        await StateAsync("a", ServiceState.Running, 1, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(off.State, Is.EqualTo(ServiceState.Stopped));
            Assert.That(off.Now, Is.EqualTo("switched off by the configuration"));
        }
    }

    [Test]
    public async Task A_service_that_serves_less_than_it_should_is_shown_so(CancellationToken cancellationToken)
    {
        await using Supervisor supervisor = Supervise(Factory("a"));
        await supervisor.StartAsync(cancellationToken);
        await StateAsync("a", ServiceState.Running, 1, cancellationToken);

        _current["a"].Said = new ServiceReport("1 of 2 interfaces", "eth1 has no carrier");
        ServiceStatus status = supervisor.Snapshot()[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status.State, Is.EqualTo(ServiceState.Degraded));
            Assert.That(status.LastProblem, Is.EqualTo("eth1 has no carrier"));
        }
    }

    [Test]
    public void Waits_double_to_a_minute_and_begin_anew_after_five_good_minutes()
    {
        RestartBackoff backoff = new();
        double[] waits = [.. Enumerable.Range(0, 8).Select(_ => backoff.After(TimeSpan.Zero).TotalSeconds)];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(waits, Is.EqualTo([1, 2, 4, 8, 16, 32, 60, 60]));
            Assert.That(backoff.After(TimeSpan.FromMinutes(5)).TotalSeconds, Is.EqualTo(1));
            Assert.That(backoff.After(TimeSpan.Zero).TotalSeconds, Is.EqualTo(2));
        }
    }

    private Supervisor Supervise(params ServiceFactory[] factories) =>
        new(factories, _events.Publish, _time, _log.For<Supervisor>());

    private ServiceFactory Factory(string name, Func<int, Exception?>? fault = null)
    {
        int made = 0;
        return new ServiceFactory(name, () => Make(name, fault?.Invoke(++made)));
    }

    private ScriptedService Make(string name, Exception? fault) =>
        _current[name] = new ScriptedService(name, _diary) { BindFault = fault };

    private async Task<ServiceChanged> StateAsync(
        string service, ServiceState state, int count, CancellationToken cancellationToken)
    {
        for (int events = 1; ; events++)
        {
            ServiceChanged[] found =
            [
                .. (await _events.WaitForAsync<ServiceChanged>(events, cancellationToken))
                    .Where(change => change.Service == service && change.State == state),
            ];
            if (found.Length >= count)
            {
                return found[count - 1];
            }
        }
    }

    /// <summary>Moves the clock once somebody waits for it.</summary>
    private async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        while (_time.ActiveTimers == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        _time.Advance(by);
    }
}
