namespace Rackd.Domain.Events;

/// <summary>One attempt of a machine to boot, as far as rackd has seen it.</summary>
public sealed record BootAttempt
{
    /// <summary>When its first sign came.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its newest sign came.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>What was seen, in order.</summary>
    public required IReadOnlyList<BootStep> Steps { get; init; }

    /// <summary>How far the attempt got.</summary>
    public required BootStage Reached { get; init; }

    /// <summary>From the first sign until the operating system had its address; null if it has none yet.</summary>
    public TimeSpan? BootedIn { get; init; }

    /// <summary>The first thing that went wrong and was not made good later, as a sentence; null for none.</summary>
    public string? Problem { get; init; }

    /// <summary>What is expected next; null when nothing is.</summary>
    public BootExpectation? Expected { get; init; }
}

/// <summary>One step of a boot.</summary>
/// <param name="Stage">The stage that was reached.</param>
/// <param name="At">When it was reached.</param>
/// <param name="SinceStart">Time since the attempt began.</param>
/// <param name="Detail">What happened, in a few words.</param>
/// <param name="Problem">What went wrong in this step, as a sentence; null for nothing.</param>
public sealed record BootStep(
    BootStage Stage, DateTimeOffset At, TimeSpan SinceStart, string Detail, string? Problem = null);

/// <summary>What a machine should do next.</summary>
/// <param name="Stage">The stage that comes next.</param>
/// <param name="What">The same in words: "the machine to fetch ipxe.efi".</param>
/// <param name="Waited">How long nothing has been seen.</param>
public sealed record BootExpectation(BootStage Stage, string What, TimeSpan Waited);
