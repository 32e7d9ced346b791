using System.CommandLine;
using Rackd.Hosting;

namespace Rackd.Cli;

/// <summary><c>rackd check</c>: is the configuration right.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        Option<string> config = ConfigOption.Create();
        ExampleCommand command = new(
            "check",
            "Check the configuration without touching the daemon.",
            "rackd check                        is /etc/rackd/rackd.toml right",
            "rackd check --config new.toml      may this file take its place") { config, common.Json };
        command.SetAction(parsed =>
        {
            ConfigLoadResult loaded = ConfigLoader.Load(parsed.GetRequiredValue(config));
            foreach (string error in loaded.Errors)
            {
                terminal.WriteError(PrintableText.EscapeLines(error));
            }

            return loaded.Config is null ? ExitCode.Usage : ExitCode.Done;
        });
        return command;
    }
}
