namespace Rackd.Domain.Boot;

/// <summary>Why a client that asked for a boot file gets none.</summary>
public enum BootRefusal
{
    /// <summary>The client did not ask.</summary>
    NotAsked = 0,

    /// <summary>No machine entry, rule or default names a profile.</summary>
    NoProfile,

    /// <summary>The profile boots the machine's own disk, and firmware does that when it is given nothing.</summary>
    LocalDisk,

    /// <summary>The client did not say what it runs on, or something for which no loader is known.</summary>
    NoLoaderForArchitecture,

    /// <summary>The subnet does not allow network boot.</summary>
    SubnetClosed,

    /// <summary>The client boots from HTTP, which the configuration switches off.</summary>
    HttpDisabled,
}

/// <summary>What firmware gets: the answer to a <see cref="PxeClient"/>.</summary>
public abstract record BootPlan
{
    private BootPlan()
    {
    }

    /// <summary>A file below the root, or a URL.</summary>
    /// <param name="Profile">The profile that was chosen.</param>
    /// <param name="Name">TFTP name, or absolute URL where <paramref name="IsUrl"/> is set.</param>
    /// <param name="IsUrl">Whether <paramref name="Name"/> is a URL.</param>
    public sealed record File(string Profile, string Name, bool IsUrl) : BootPlan;

    /// <summary>Nothing to boot from here.</summary>
    /// <param name="Profile">The profile that was chosen, null for none.</param>
    /// <param name="Reason">Why.</param>
    public sealed record None(string? Profile, BootRefusal Reason) : BootPlan;
}
