namespace Rackd.Domain.Snapshots;

/// <summary>The snapshot that serves now. Readers take <see cref="Current"/> once per request and keep it.</summary>
public sealed class ConfigStore(ConfigSnapshot first)
{
    private ConfigSnapshot _current = first;

    /// <summary>The snapshot that serves now.</summary>
    public ConfigSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Makes <paramref name="next"/> the current snapshot.</summary>
    public void Swap(ConfigSnapshot next) => Interlocked.Exchange(ref _current, next);
}
