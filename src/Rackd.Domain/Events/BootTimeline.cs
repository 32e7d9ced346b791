using Rackd.Domain.Boot;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Events;

/// <summary>Reads the events of one machine as attempts to boot: how far each got, and what kept it from getting further.</summary>
public static class BootTimeline
{
    /// <summary>Firmware that was silent for so long begins anew.</summary>
    private static readonly TimeSpan _silence = TimeSpan.FromMinutes(5);

    /// <summary>A kernel with drivers to probe, or an installer at work, may be silent for so long and still belong.</summary>
    private static readonly TimeSpan _longSilence = TimeSpan.FromMinutes(30);

    /// <summary>Reads the events.</summary>
    /// <param name="events">Events of one machine; others are left out by the caller. They are put into the order of time.</param>
    /// <param name="now">The present, for how long the next step has been waited for.</param>
    /// <returns>The attempts, oldest first.</returns>
    public static IReadOnlyList<BootAttempt> Read(IEnumerable<RackEvent> events, DateTimeOffset now)
    {
        List<BootAttempt> attempts = [];
        BootAttemptBuilder? current = null;
        foreach (RackEvent happened in events.OrderBy(happened => happened.At).Where(IsOfBoot))
        {
            if (current is null || BeginsAnew(happened, current))
            {
                AddTo(attempts, current, happened.At);
                current = new BootAttemptBuilder(happened.At);
            }

            current.Add(happened);
        }

        AddTo(attempts, current, now);
        return attempts;
    }

    private static void AddTo(List<BootAttempt> attempts, BootAttemptBuilder? builder, DateTimeOffset until)
    {
        if (builder?.Build(until) is { Steps.Count: > 0 } attempt)
        {
            attempts.Add(attempt);
        }
    }

    private static bool IsOfBoot(RackEvent happened) => happened switch
    {
        Dhcp4Answered => true,
        Dhcp4Unanswered { Request: not (Dhcp4MessageType.Release or Dhcp4MessageType.Decline) } => true,
        LeaseEnded { Cause: LeaseEnd.Declined } => true,
        TransferStarted or TransferFinished => true,
        BootFileRefused { Expected: false } => true,
        _ => false,
    };

    private static bool BeginsAnew(RackEvent happened, BootAttemptBuilder current)
    {
        TimeSpan silence = happened.At - current.LastAt;
        (PxeClientKind client, Dhcp4MessageType message) = happened switch
        {
            Dhcp4Answered answered => (answered.Client, answered.Request),
            Dhcp4Unanswered unanswered => (unanswered.Client, unanswered.Request),
            _ => (PxeClientKind.None, Dhcp4MessageType.None),
        };
        return (client, message) switch
        {
            (PxeClientKind.PxeRom or PxeClientKind.HttpBoot, Dhcp4MessageType.Discover) =>
                current.Reached > BootStage.Loader || silence >= _silence,

            // iPXE in the card's own ROM has no firmware before it, so that its script is what a loader is to others.
            (PxeClientKind.Ipxe, Dhcp4MessageType.Discover) =>
                current.Reached >= (current.BegunByIpxe ? BootStage.Script : BootStage.Kernel) || silence >= _silence,
            (PxeClientKind.None, Dhcp4MessageType.Request) => false, // a lease that is renewed is no boot
            _ => silence >= _longSilence && happened is not TransferFinished,
        };
    }
}
