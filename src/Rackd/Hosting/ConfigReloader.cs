using Rackd.Domain.Snapshots;
using Rackd.Services.Supervision;

namespace Rackd.Hosting;

/// <summary>Reloads the configuration: builds the whole new snapshot, then swaps; one reload at a time.</summary>
public sealed class ConfigReloader(
    string path, ConfigStore store, Supervisor supervisor, ReloadVerdict verdict, SystemdNotifier notifier)
    : IConfigReloader, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc/>
    public async Task<ReloadResult> ReloadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            notifier.Reloading();
            ReloadResult result = await ApplyAsync(ConfigLoader.Load(path), cancellationToken);
            verdict.Tell(result);
            return result;
        }
        finally
        {
            notifier.Ready(DaemonStatus.Describe(supervisor.Snapshot(), store.Current.Generation));
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<ReloadResult> ApplyAsync(ConfigLoadResult loaded, CancellationToken cancellationToken)
    {
        ConfigSnapshot before = store.Current;
        if (loaded.Config is not { } config)
        {
            return new ReloadResult(false, before.Generation, loaded.Errors[0], loaded.Errors);
        }

        ConfigSnapshot next = new(config, before.Generation + 1);
        store.Swap(next);
        verdict.Warn(loaded.Warnings);
        List<string> notes = [.. ReloadPlan.NeedsRestart(before.Config, config)];
        foreach (string service in ReloadPlan.Services(before.Config, config))
        {
            notes.Add(await RestartAsync(service, cancellationToken));
        }

        string summary = notes.Count == 0 ? "sockets, leases and transfers stay as they are" : string.Join("; ", notes);
        return new ReloadResult(true, next.Generation, summary, []);
    }

    private async Task<string> RestartAsync(string service, CancellationToken cancellationToken)
    {
        try
        {
            return await supervisor.RestartAsync(service, cancellationToken)
                ? $"{service} restarted"
                : $"{service} is not part of this daemon";
        }
        catch (ServiceStartException fault)
        {
            return $"{fault.Message}, and is tried again";
        }
    }
}
