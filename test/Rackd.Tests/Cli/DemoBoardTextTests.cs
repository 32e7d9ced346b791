using Rackd.Cli;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;

namespace Rackd.Tests.Cli;

public sealed class DemoBoardTextTests
{
    private const int Width = 79;

    [Test]
    public void A_few_machines_have_a_line_each_that_fits_the_terminal()
    {
        IReadOnlyList<SimulatedMachine> machines = SimulatedMachine.Racks(3);
        DemoBoardText board = new(machines);
        board.Take(Record(machines[0], BootStage.Ack, new string('x', 200)));
        board.Take(Record(machines[1], BootStage.Loader, "gone", failed: true));
        IReadOnlyList<Cell> lines = board.Lines(Width, TimeSpan.FromSeconds(1.25));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines.Select(line => line.Text.Length), Has.All.LessThanOrEqualTo(Width));
            Assert.That(lines[0].Text, Does.Contain("r1u01").And.Contain("[####......] ack"));
            Assert.That(lines[1], Has.Property("Colour").EqualTo(Colour.Red));
            Assert.That(lines[1].Text, Does.Contain("[####......] FAILED"));
            Assert.That(lines[2].Text, Does.Contain("[..........] off"));
            Assert.That(lines[^1].Text, Does.Contain("0 of 3 booted"));
        }
    }

    [Test]
    public void Many_machines_are_counted_by_stage()
    {
        IReadOnlyList<SimulatedMachine> machines = SimulatedMachine.Racks(250);
        DemoBoardText board = new(machines);
        foreach (SimulatedMachine machine in machines.Take(200))
        {
            board.Take(Record(machine, BootStage.OsDhcp, "192.0.2.2"));
        }

        IReadOnlyList<Cell> lines = board.Lines(Width, TimeSpan.FromSeconds(9));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Count.LessThan(24));
            Assert.That(lines.Select(line => line.Text.Length), Has.All.LessThanOrEqualTo(Width));
            Assert.That(lines[0].Text, Does.Match("off +50  #"));
            Assert.That(lines.Select(line => line.Text), Has.One.Match(@"dhcp \(os\) +200  #"));
            Assert.That(lines[^1].Text, Does.Contain("200 of 250 booted"));
        }
    }

    private static StageRecord Record(SimulatedMachine machine, BootStage stage, string detail, bool failed = false) =>
        new(machine.Mac, stage, DateTimeOffset.UnixEpoch, TimeSpan.Zero, TimeSpan.Zero, detail, Failed: failed);
}
