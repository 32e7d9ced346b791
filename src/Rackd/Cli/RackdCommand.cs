using System.CommandLine;
using Rackd.Hosting;

namespace Rackd.Cli;

/// <summary>The command line as a whole.</summary>
public static class RackdCommand
{
    private const string Description = """
        rackd gives the machines of a rack their addresses (DHCP) and boots them over the network (TFTP, HTTP).

        One daemon serves the rack (rackd run, or systemctl start rackd); the other commands ask it. Start here:
          rackd check              is /etc/rackd/rackd.toml right, and what would it do
          rackd status             is the daemon well
          rackd timeline r1u07     how far did that machine's boot get, and why no further
        """;

    /// <summary>How long a command may take to tidy up after SIGTERM or Ctrl-C before the process ends all the same.</summary>
    private static readonly TimeSpan _stopPatience = TimeSpan.FromSeconds(30);

    /// <summary>Runs one command line and answers with the process's exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal)
    {
        CommonOptions common = new();
        RootCommand root = new(Description)
        {
            RunCommand.Create(),
            CheckCommand.Create(terminal, common),
            ReloadCommand.Create(terminal, common),
            StatusCommand.Create(terminal, common),
            LeasesCommand.Create(terminal, common),
            TimelineCommand.Create(terminal, common),
            DemoCommand.Create(terminal),
            DemoMachinesCommand.Create(terminal),
            VersionCommand.Create(terminal, common),
        };
        ExampleCommand.ShowIn(root);
        ParseResult parsed = root.Parse(arguments);
        InvocationConfiguration output = new()
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = _stopPatience,
        };
        try
        {
            int code = await parsed.InvokeAsync(output);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (DaemonException fault)
        {
            terminal.WriteError($"rackd: {PrintableText.EscapeLines(fault.Message)}");
            return fault.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failed;
        }
    }
}
