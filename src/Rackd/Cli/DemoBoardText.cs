using System.Globalization;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;
using Rackd.Hosting;
using Rackd.Wire.Addresses;

namespace Rackd.Cli;

/// <summary>What a terminal shows of simulated boots at one moment: a line for each machine, or for each stage where they are many.</summary>
internal sealed class DemoBoardText(IReadOnlyList<SimulatedMachine> machines)
{
    private const int MostRows = 15;
    private const int KindWidth = 14;
    private const int StageWidth = 11;

    private static readonly BootStage[] _stages = [.. Enum.GetValues<BootStage>().Where(stage => stage != BootStage.File)];

    private readonly Dictionary<MacAddress, StageRecord> _newest = [];

    /// <summary>Takes a step.</summary>
    public void Take(StageRecord record) => _newest[record.Mac] = record;

    /// <summary>The lines, none longer than <paramref name="width"/>.</summary>
    public IReadOnlyList<Cell> Lines(int width, TimeSpan elapsed)
    {
        int booted = _newest.Values.Count(record => record is { Stage: BootStage.OsDhcp, Failed: false });
        string head = string.Create(
            CultureInfo.InvariantCulture, $"  {booted} of {machines.Count} booted, {elapsed.TotalSeconds:0.0} s");
        return [.. machines.Count <= MostRows ? machines.Select(machine => Row(machine, width)) : Bars(width), new Cell(head)];
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..Math.Max(0, width - 2)] + "..";

    private Cell Row(SimulatedMachine machine, int width)
    {
        StageRecord? newest = _newest.GetValueOrDefault(machine.Mac);
        int done = newest is null ? 0 : Array.IndexOf(_stages, newest.Stage) + (newest.Failed ? 0 : 1);
        string bar = new string('#', done) + new string('.', _stages.Length - done);
        string stage = newest is null ? "off" : newest.Failed ? "FAILED" : newest.Stage.Word();
        string text = $"  {machine.Name,-6} {machine.Kind.Word(),-KindWidth} [{bar}] {stage,-StageWidth} "
            + PrintableText.Escape(newest?.Detail ?? string.Empty);
        Colour colour = newest switch
        {
            { Failed: true } => Colour.Red,
            { Stage: BootStage.OsDhcp } => Colour.Green,
            _ => Colour.Plain,
        };
        return new Cell(Cut(text.TrimEnd(), width), colour);
    }

    private IEnumerable<Cell> Bars(int width)
    {
        yield return Bar("off", machines.Count - _newest.Count, width, Colour.Plain);
        foreach (BootStage stage in _stages)
        {
            int count = _newest.Values.Count(record => record.Stage == stage && !record.Failed);
            yield return Bar(stage.Word(), count, width, stage == BootStage.OsDhcp ? Colour.Green : Colour.Plain);
        }

        yield return Bar("failed", _newest.Values.Count(record => record.Failed), width, Colour.Red);
    }

    private Cell Bar(string word, int count, int width, Colour colour)
    {
        int room = Math.Max(0, width - StageWidth - 10);
        string bar = new('#', (int)Math.Ceiling((double)count * room / machines.Count));
        return new Cell($"  {word,-StageWidth} {count,5}  {bar}".TrimEnd(), count > 0 ? colour : Colour.Plain);
    }
}
