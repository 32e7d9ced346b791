using System.Globalization;
using System.Text.Json;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;
using Rackd.Wire.Addresses;

namespace Rackd.Demo;

/// <summary>Simulated machines in a process of their own, which stands in the machines' namespace.</summary>
internal static class MachinesProcess
{
    /// <summary>The hidden verb that this process runs.</summary>
    public const string Verb = "demo-machines";

    private const int ShownLines = 10;

    /// <summary>Boots machines until each has come to its end.</summary>
    /// <exception cref="DemoException">The process failed.</exception>
    public static async Task RunAsync(
        DemoNetwork network, int count, Action<StageRecord> report, CancellationToken cancellationToken)
    {
        HashSet<MacAddress> ended = [];
        await using ChildProcess process = ChildProcess.Start(
            network.Machines,
            [
                .. OwnProgram.Command, Verb, "--interface", DemoNetwork.MachinesLink,
                "--machines", count.ToString(CultureInfo.InvariantCulture),
            ],
            line =>
            {
                if (TryRead(line) is { } record)
                {
                    report(record);
                    if (record.Failed || record.Stage == BootStage.OsDhcp)
                    {
                        ended.Add(record.Mac);
                    }
                }
            });
        await process.Ended.WaitAsync(cancellationToken);
        if (ended.Count < count)
        {
            await Interruption.AwaitAsync(cancellationToken);
            throw new DemoException($"the simulated machines ended early:\n{process.LastLines(ShownLines)}");
        }
    }

    private static StageRecord? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, StageRecordJson.Default.StageRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
