using System.Globalization;
using Rackd.Api;
using Rackd.Demo;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;
using Rackd.Wire.Addresses;

namespace Rackd.Cli;

/// <summary>The demonstration with simulated machines.</summary>
internal static class DemoOfMachines
{
    public static async Task<int> RunAsync(Terminal terminal, int count, CancellationToken cancellationToken)
    {
        IReadOnlyList<SimulatedMachine> machines = SimulatedMachine.Racks(count);
        terminal.Write($"Making a rack in network namespaces; rackd serves {DemoNetwork.Cidr} there ...");
        await using DemoRack rack = await DemoRack.StartAsync(machines, cancellationToken);
        string who = count == 1 ? "Switching on 1 simulated machine" : $"Switching on {count} simulated machines";
        terminal.Write($"{who}: they send and fetch what real firmware does,");
        terminal.Write("but run nothing of it; kernel and initrd are placeholders.");
        terminal.Write(string.Empty);
        List<StageRecord> records = [];
        await using (IDemoView view = DemoView.For(terminal, machines))
        {
            void Take(StageRecord record)
            {
                records.Add(record);
                view.Take(record);
            }

            await MachinesProcess.RunAsync(rack.Network, count, Take, cancellationToken);
        }

        IReadOnlyList<TimelineDocument> timelines = await ReadTimelinesAsync(terminal, rack, machines, records, cancellationToken);
        return Conclude(terminal, rack, machines, records, timelines);
    }

    private static async Task<IReadOnlyList<TimelineDocument>> ReadTimelinesAsync(
        Terminal terminal,
        DemoRack rack,
        IReadOnlyList<SimulatedMachine> machines,
        List<StageRecord> records,
        CancellationToken cancellationToken)
    {
        DemoTimelines reader = new(terminal, new ControlClient(rack.Directory.Socket));
        HashSet<MacAddress> failed = [.. records.Where(record => record.Failed).Select(record => record.Mac)];
        List<TimelineDocument> timelines = [];
        foreach (SimulatedMachine machine in machines)
        {
            bool booted = !failed.Contains(machine.Mac);
            if (await reader.WaitAsync(machine, attempt => !booted || attempt.BootedIn is not null, cancellationToken) is { } timeline)
            {
                timelines.Add(timeline);
            }
        }

        terminal.Write(string.Empty);
        reader.Write(timelines);
        return timelines;
    }

    private static int Conclude(
        Terminal terminal,
        DemoRack rack,
        IReadOnlyList<SimulatedMachine> machines,
        List<StageRecord> records,
        IReadOnlyList<TimelineDocument> timelines)
    {
        int booted = records.Count(record => record is { Stage: BootStage.OsDhcp, Failed: false });
        int recorded = timelines.Count(timeline => timeline.Attempts is [.., { BootedIn: not null }]);
        double seconds = records.Count > 0 ? records.Max(record => record.Since).TotalSeconds : 0;
        double megabytes = records.Sum(record => record.Octets) / 1e6;
        string totals = string.Create(
            CultureInfo.InvariantCulture,
            $"{booted} of {machines.Count} machines booted in {seconds:0.0} s; {megabytes:0.0} MB of boot files served.");
        bool good = booted == machines.Count && recorded == machines.Count;
        terminal.Write(string.Empty);
        terminal.Write(terminal.Paint(totals, good ? Colour.Green : Colour.Red));
        foreach (StageRecord failure in records.Where(record => record.Failed))
        {
            string name = machines.First(machine => machine.Mac == failure.Mac).Name;
            terminal.WriteError($"rackd demo: {name} did not get past {failure.Stage.Word()}: {failure.Detail}");
        }

        if (booted == machines.Count && recorded < booted)
        {
            terminal.WriteError($"rackd demo: rackd recorded {recorded} of these boots only");
        }

        if (!good)
        {
            terminal.WriteError($"the last lines of its log:\n{rack.LastLog()}");
            return ExitCode.Failed;
        }

        DemoView.WriteNextSteps(terminal, "rackd demo --qemu           the same with a real virtual machine");
        return ExitCode.Done;
    }
}
