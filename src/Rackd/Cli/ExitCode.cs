namespace Rackd.Cli;

/// <summary>How a command ended, for scripts.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It failed, or what it reports is not well.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The daemon cannot be reached.</summary>
    public const int Unreachable = 3;
}
