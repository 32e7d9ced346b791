using System.Reflection;
using Rackd.Api;
using Rackd.Domain.Snapshots;

namespace Rackd.Hosting;

/// <summary>Which daemon this is, and which configuration it serves.</summary>
public sealed class DaemonIdentity(ConfigStore config, TimeProvider time) : IDaemonIdentity
{
    private readonly Lock _lock = new();
    private DateTimeOffset _loadedAt = time.GetUtcNow();
    private bool _accepted = true;
    private string? _lastReload;

    /// <summary>The program's version, without the commit that the build may have added.</summary>
    public static string ProgramVersion { get; } =
        typeof(DaemonIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion.Split('+')[0] ?? "0";

    /// <inheritdoc/>
    public string Version => ProgramVersion;

    /// <inheritdoc/>
    public string Name => config.Current.Config.General.Name;

    /// <inheritdoc/>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <inheritdoc/>
    public ConfigStatus Config
    {
        get
        {
            lock (_lock)
            {
                return new ConfigStatus(config.Current.Generation, _loadedAt, _accepted, _lastReload);
            }
        }
    }

    /// <summary>Notes how a reload went.</summary>
    public void Reloaded(bool accepted, string summary)
    {
        lock (_lock)
        {
            _loadedAt = accepted ? time.GetUtcNow() : _loadedAt;
            _accepted = accepted;
            _lastReload = summary;
        }
    }
}
