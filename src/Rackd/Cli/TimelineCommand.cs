using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rackd.Api;
using Rackd.Domain.Events;
using Rackd.Hosting;

namespace Rackd.Cli;

/// <summary><c>rackd timeline</c>: how far a machine's boots got, and why no further.</summary>
internal static class TimelineCommand
{
    private const int ShownAttempts = 3;

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        Argument<string> machine = new("machine")
        {
            HelpName = "MAC|NAME",
            Description = "The machine: a hardware address in any usual form, or the name of its [[machine]] table.",
        };
        Option<bool> all = new("--all") { Description = $"Show every boot that is known, not only the last {ShownAttempts}." };
        ExampleCommand command = new ExampleCommand(
            "timeline",
            "Show how far a machine's boot got, and the first thing that went wrong.",
            "rackd timeline r1u07                      the machine of that name",
            "rackd timeline 52:54:00:12:34:56 --all    every boot that is known of a hardware address") { machine, all };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ControlClient client = new(parsed.GetRequiredValue(common.Socket));
            string key = Uri.EscapeDataString(parsed.GetRequiredValue(machine));
            TimelineDocument timeline = await client.GetAsync(
                $"/v1/machines/{key}/timeline", ApiJson.Default.TimelineDocument, cancellationToken);
            if (parsed.GetValue(common.Json))
            {
                terminal.Write(JsonSerializer.Serialize(timeline, ApiJson.Indented.TimelineDocument));
            }
            else
            {
                Write(terminal, timeline, parsed.GetValue(all) ? int.MaxValue : ShownAttempts);
            }
        });
        return command;
    }

    /// <summary>Prints the newest attempts.</summary>
    internal static void Write(Terminal terminal, TimelineDocument timeline, int most)
    {
        string macs = string.Join(", ", timeline.Macs);
        string who = PrintableText.Escape(timeline.Machine is { } name ? $"{name} ({macs})" : macs);
        if (timeline.Attempts.Count == 0)
        {
            terminal.Write($"{who}: no boot has been seen");
            return;
        }

        foreach (BootAttempt attempt in timeline.Attempts.Skip(Math.Max(0, timeline.Attempts.Count - most)))
        {
            if (attempt != timeline.Attempts[Math.Max(0, timeline.Attempts.Count - most)])
            {
                terminal.Write(string.Empty);
            }

            string began = attempt.StartedAt.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
            terminal.Write($"{who}   boot of {began}, {Age.Format(timeline.Time - attempt.StartedAt)} ago");
            WriteSteps(terminal, attempt);
            WriteVerdict(terminal, attempt);
        }
    }

    private static void WriteSteps(Terminal terminal, BootAttempt attempt)
    {
        TextTable table = new("STAGE", ">AT(+s)", "DETAIL");
        foreach (BootStep step in attempt.Steps)
        {
            Cell stage = new(step.Stage.Word(), step.Problem is null ? Colour.Plain : Colour.Yellow);
            string mark = step.Problem is null ? string.Empty : "  (!)";
            table.Add(stage, Seconds(step.SinceStart), step.Detail + mark);
        }

        table.Write(terminal);
    }

    private static void WriteVerdict(Terminal terminal, BootAttempt attempt)
    {
        string waiting = attempt.Expected is { } expected
            ? $"waiting for {expected.What}, since {Age.Format(expected.Waited)}"
            : string.Empty;
        (string verdict, Colour colour) = attempt switch
        {
            { Problem: { } problem } => ($"problem: {problem}", Colour.Red),
            { BootedIn: { } span } => (
                string.Create(CultureInfo.InvariantCulture, $"booted in {span.TotalSeconds:0.0} s"), Colour.Green),
            _ => (waiting, Colour.Yellow),
        };
        terminal.Write(terminal.Paint(PrintableText.Escape(verdict), colour));
    }

    private static string Seconds(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.000}");
}
