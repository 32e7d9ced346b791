using System.CommandLine;
using System.Text.Json;
using Rackd.Api;
using Rackd.Hosting;

namespace Rackd.Cli;

/// <summary><c>rackd version</c></summary>
internal static class VersionCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        Command command = new("version", "Print the program's version.");
        command.Options.Add(common.Json);
        command.SetAction(parsed =>
        {
            VersionDocument version = new(DaemonIdentity.ProgramVersion, Environment.Version.ToString());
            terminal.Write(parsed.GetValue(common.Json)
                ? JsonSerializer.Serialize(version, ApiJson.Indented.VersionDocument)
                : $"rackd {version.Version} (.NET {version.Runtime})");
        });
        return command;
    }
}
