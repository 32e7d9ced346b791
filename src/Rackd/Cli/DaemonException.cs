namespace Rackd.Cli;

/// <summary>The daemon could not be reached or refused; the message has what, why and what to do next.</summary>
public sealed class DaemonException : Exception
{
    public DaemonException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    public DaemonException(string message)
        : this(Cli.ExitCode.Failed, message)
    {
    }

    public DaemonException(string message, Exception inner)
        : base(message, inner) => ExitCode = Cli.ExitCode.Failed;

    public DaemonException()
    {
    }

    /// <summary>The process's exit code.</summary>
    public int ExitCode { get; } = Cli.ExitCode.Failed;
}
