namespace Rackd.Api;

/// <summary>Which daemon answers.</summary>
public interface IDaemonIdentity
{
    /// <summary>The program's version.</summary>
    string Version { get; }

    /// <summary>The rack's name.</summary>
    string Name { get; }

    /// <summary>When the daemon started.</summary>
    DateTimeOffset StartedAt { get; }

    /// <summary>The configuration that serves now.</summary>
    ConfigStatus Config { get; }
}
