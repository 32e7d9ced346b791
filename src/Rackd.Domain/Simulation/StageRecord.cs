using Rackd.Domain.Events;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Simulation;

/// <summary>One step of a simulated boot, seen by the machine.</summary>
/// <param name="Mac">The machine.</param>
/// <param name="Stage">What was done.</param>
/// <param name="At">When it was done.</param>
/// <param name="Since">Time since the machine was switched on.</param>
/// <param name="Duration">How long it took; zero for what is only sent.</param>
/// <param name="Detail">What happened, in a few words; for a failure, why, as a sentence.</param>
/// <param name="Octets">Octets of files that were received.</param>
/// <param name="Failed">Whether the boot ended here.</param>
public sealed record StageRecord(
    MacAddress Mac,
    BootStage Stage,
    DateTimeOffset At,
    TimeSpan Since,
    TimeSpan Duration,
    string Detail,
    long Octets = 0,
    bool Failed = false);
