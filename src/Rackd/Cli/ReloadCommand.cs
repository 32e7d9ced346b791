using System.CommandLine;
using System.Text.Json;
using Rackd.Api;
using Rackd.Hosting;

namespace Rackd.Cli;

/// <summary><c>rackd reload</c>: applies the configuration, and says what the daemon made of it.</summary>
internal static class ReloadCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        ExampleCommand command = new(
            "reload",
            "Let the daemon read its configuration anew; a bad file changes nothing.",
            "rackd reload           what systemctl reload rackd does; exit code 1 if the file is refused");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ControlClient client = new(parsed.GetRequiredValue(common.Socket));
            ReloadDocument result =
                await client.PostAsync("/v1/config/reload", ApiJson.Default.ReloadDocument, cancellationToken);
            if (parsed.GetValue(common.Json))
            {
                terminal.Write(JsonSerializer.Serialize(result, ApiJson.Indented.ReloadDocument));
            }
            else
            {
                Write(terminal, result);
            }

            return result.Accepted ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Write(Terminal terminal, ReloadDocument result)
    {
        if (result.Accepted)
        {
            terminal.Write(
                $"configuration accepted, generation {result.Generation}: {PrintableText.Escape(result.Summary)}");
            return;
        }

        foreach (string error in result.Errors)
        {
            terminal.WriteError(PrintableText.EscapeLines(error));
        }

        terminal.WriteError($"configuration not used; generation {result.Generation} still serves");
    }
}
