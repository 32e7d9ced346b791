namespace Rackd.Domain.Configuration;

/// <summary>How much rackd logs.</summary>
public enum LogVerbosity
{
    /// <summary>Everything, packets included.</summary>
    Debug = 0,

    /// <summary>What an operator reads the next day.</summary>
    Information,

    /// <summary>What needs attention soon, and faults.</summary>
    Warning,

    /// <summary>Faults only.</summary>
    Error,
}

/// <summary><c>[rackd]</c>: the daemon itself.</summary>
public sealed record GeneralConfig
{
    /// <summary>The rack's name in logs and tables.</summary>
    public string Name { get; init; } = "rackd";

    /// <summary>Directory of the lease journal and the ledger.</summary>
    public string StateDirectory { get; init; } = "/var/lib/rackd";

    /// <summary>The least severe line that is logged.</summary>
    public LogVerbosity LogLevel { get; init; } = LogVerbosity.Information;
}

/// <summary><c>[control]</c>: the socket that the command line speaks to.</summary>
public sealed record ControlConfig
{
    /// <summary>Path of the Unix socket.</summary>
    public string Socket { get; init; } = "/run/rackd/rackd.sock";

    /// <summary>Group that may use the socket beside root; empty for none.</summary>
    public string Group { get; init; } = string.Empty;
}
