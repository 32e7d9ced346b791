using System.CommandLine;

namespace Rackd.Cli;

/// <summary>The options that every command that asks the daemon has.</summary>
internal sealed class CommonOptions
{
    /// <summary><c>--json</c></summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON for a program instead of text for a person." };

    /// <summary><c>--socket</c></summary>
    public Option<string> Socket { get; } = new("--socket")
    {
        Description = "The daemon's control socket. The variable RACKD_SOCKET says the same.",
        HelpName = "PATH",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("RACKD_SOCKET") is { Length: > 0 } path
            ? path
            : "/run/rackd/rackd.sock",
    };

    /// <summary>Adds both to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Json);
        command.Options.Add(Socket);
    }
}
