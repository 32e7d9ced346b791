using System.CommandLine;
using Rackd.Hosting;

namespace Rackd.Cli;

/// <summary><c>rackd run</c>: the daemon.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Option<string> config = ConfigOption.Create();
        ExampleCommand command = new(
            "run",
            "Run the daemon in the foreground. This is what systemd starts.",
            "rackd run --config rackd.toml      until Ctrl-C; SIGHUP reads the file anew") { config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // Signals are heeded from the moment at which an action first waits; the daemon's start need not wait at all.
            await Task.Yield();
            return await RackdHost.RunAsync(parsed.GetRequiredValue(config), cancellationToken);
        });
        return command;
    }
}
