using System.Globalization;
using Rackd.Api;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;

namespace Rackd.Cli;

/// <summary>Asks the daemon of the demonstration for the boots that it recorded, and prints them.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="client">The daemon.</param>
internal sealed class DemoTimelines(Terminal terminal, ControlClient client)
{
    private const int MostShown = 12;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Waits until the newest attempt of a machine is as <paramref name="complete"/> wants it, and answers with the
    /// timeline; with what there is when that does not come, or null for nothing.
    /// </summary>
    public async Task<TimelineDocument?> WaitAsync(
        SimulatedMachine machine, Func<BootAttempt, bool> complete, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(_pause);
        for (TimeSpan waited = TimeSpan.Zero; ; waited += _pause)
        {
            TimelineDocument? timeline = await TryGetAsync(machine, cancellationToken);
            if ((timeline?.Attempts is [.., var newest] && complete(newest)) || waited >= _patience)
            {
                return timeline;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Prints the timelines: of all machines when they are few, else of those that did not boot and the slowest.
    /// </summary>
    public void Write(IReadOnlyList<TimelineDocument> timelines)
    {
        IReadOnlyList<TimelineDocument> shown = timelines.Count <= MostShown
            ? timelines
            : [.. timelines.OrderByDescending(Slowness).Take(MostShown)];
        string some = shown.Count < timelines.Count
            ? string.Create(CultureInfo.InvariantCulture, $" (the {shown.Count} slowest of {timelines.Count})")
            : string.Empty;
        terminal.Write(terminal.Paint($"What rackd recorded{some}:", Colour.Bold));
        foreach (TimelineDocument timeline in shown)
        {
            terminal.Write(string.Empty);
            TimelineCommand.Write(terminal, timeline, most: 1);
        }
    }

    private static TimeSpan Slowness(TimelineDocument timeline) =>
        timeline.Attempts is [.., { BootedIn: { } span }] ? span : TimeSpan.MaxValue;

    private async Task<TimelineDocument?> TryGetAsync(SimulatedMachine machine, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(
                $"/v1/machines/{machine.Mac}/timeline", ApiJson.Default.TimelineDocument, cancellationToken);
        }
        catch (DaemonException)
        {
            // Nothing was heard of the machine yet.
            return null;
        }
    }
}
