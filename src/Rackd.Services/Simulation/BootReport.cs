using Rackd.Domain.Events;
using Rackd.Domain.Simulation;

namespace Rackd.Services.Simulation;

/// <summary>Says what a simulated machine does, as it does it.</summary>
/// <param name="machine">The machine.</param>
/// <param name="time">The clock.</param>
/// <param name="report">Takes the records.</param>
internal sealed class BootReport(SimulatedMachine machine, TimeProvider time, Action<StageRecord> report)
{
    private readonly long _start = time.GetTimestamp();
    private readonly List<StageRecord> _records = [];

    public IReadOnlyList<StageRecord> Records => _records;

    /// <summary>A moment to measure from.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>Whole seconds since the machine was switched on.</summary>
    public ushort Seconds => (ushort)Math.Min(ushort.MaxValue, time.GetElapsedTime(_start).TotalSeconds);

    /// <summary>Something was done, and took no time.</summary>
    public void Add(BootStage stage, string detail) => Add(stage, Now, detail);

    /// <summary>Something was done that began at <paramref name="began"/>.</summary>
    public void Add(BootStage stage, long began, string detail, long octets = 0) =>
        Add(stage, time.GetElapsedTime(began), detail, octets, failed: false);

    /// <summary>The boot ended.</summary>
    public void Fail(BootStage stage, string problem) => Add(stage, TimeSpan.Zero, problem, 0, failed: true);

    private void Add(BootStage stage, TimeSpan duration, string detail, long octets, bool failed)
    {
        StageRecord record = new(
            machine.Mac, stage, time.GetUtcNow(), time.GetElapsedTime(_start), duration, detail, octets, failed);
        _records.Add(record);
        report(record);
    }
}
