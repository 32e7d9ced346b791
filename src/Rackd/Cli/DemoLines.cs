using System.Globalization;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;
using Rackd.Hosting;
using Rackd.Wire.Addresses;

namespace Rackd.Cli;

/// <summary>A line for each step: for pipes, files and plain terminals.</summary>
internal sealed class DemoLines(Terminal terminal, IReadOnlyList<SimulatedMachine> machines) : IDemoView
{
    private readonly Dictionary<MacAddress, SimulatedMachine> _machines = machines.ToDictionary(machine => machine.Mac);
    private DateTimeOffset? _start;

    /// <inheritdoc/>
    public void Take(StageRecord record)
    {
        SimulatedMachine machine = _machines[record.Mac];
        _start ??= record.At;
        double elapsed = Math.Max(0, (record.At - _start.Value).TotalSeconds);
        string seconds = string.Create(CultureInfo.InvariantCulture, $"{elapsed,7:0.000}");
        string stage = record.Failed ? $"{record.Stage.Word()}: FAILED," : record.Stage.Word();
        terminal.Write(
            $"{seconds}  {machine.Name}  {machine.Kind.Word(),-14}  {stage,-11}  {PrintableText.Escape(record.Detail)}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
