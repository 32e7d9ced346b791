using System.CommandLine;
using System.Text.Json;
using Rackd.Api;
using Rackd.Domain.Events;
using Rackd.Hosting;
using Rackd.Services.Supervision;

namespace Rackd.Cli;

/// <summary><c>rackd status</c>: is anything wrong, and what does each service do.</summary>
internal static class StatusCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        ExampleCommand command = new(
            "status",
            "Show whether the daemon and its services are well.",
            "rackd status           one line for each service; exit code 1 if one is not well",
            "rackd status --json    the same for a program");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ControlClient client = new(parsed.GetRequiredValue(common.Socket));
            StatusDocument status = await client.GetAsync("/v1/status", ApiJson.Default.StatusDocument, cancellationToken);
            if (parsed.GetValue(common.Json))
            {
                terminal.Write(JsonSerializer.Serialize(status, ApiJson.Indented.StatusDocument));
            }
            else
            {
                Write(terminal, status);
            }

            return status.Healthy ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Write(Terminal terminal, StatusDocument status)
    {
        ConfigStatus config = status.Config;
        string verdict = config.LastReloadAccepted ? "ok" : "last reload refused";
        string[] head =
        [
            $"rackd {status.Version}",
            $"up {Age.Format(status.Time - status.StartedAt)}",
            $"config gen {config.Generation} ({Age.Format(status.Time - config.LoadedAt)} ago, {verdict})",
            $"rack {PrintableText.Escape(status.Name)}",
        ];
        terminal.Write(string.Join("   ", head));
        if (!config.LastReloadAccepted)
        {
            terminal.Write(
                terminal.Paint($"CONFIG  {PrintableText.Escape(config.LastReload ?? string.Empty)}", Colour.Red));
        }

        TextTable table = new("SERVICE", "STATE", "SINCE", "NOW", "LAST PROBLEM");
        foreach (ServiceStatus service in status.Services)
        {
            table.Add(
                service.Name,
                State(service.State),
                Age.Format(status.Time - service.Since),
                service.Now,
                Problem(service, status.Time));
        }

        table.Write(terminal);
    }

    private static Cell State(ServiceState state) => state switch
    {
        ServiceState.Starting => new Cell("starting", Colour.Yellow),
        ServiceState.Running => new Cell("ok", Colour.Green),
        ServiceState.Degraded => new Cell("warn", Colour.Yellow),
        ServiceState.Failed => new Cell("failed", Colour.Red),
        ServiceState.Stopped => new Cell("off"),
    };

    private static string? Problem(ServiceStatus service, DateTimeOffset now) => service.LastProblemAt is { } at
        ? $"{service.LastProblem} ({Age.Format(now - at)} ago)"
        : service.LastProblem;
}
