using System.Text.Json;
using Rackd.Domain.Boot;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Events;
using Rackd.Testing;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Events;

public sealed class BootTimelineTests
{
    [Test]
    public void A_whole_boot_is_one_attempt_with_every_stage_in_order()
    {
        BootAttempt boot = new BootEvents().WholeBoot().Read(now: 60).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                boot.Steps.Select(step => $"{step.Stage.Word()} +{step.SinceStart.TotalSeconds} {step.Detail}"),
                Is.EqualTo([
                    "discover +0 PXE ROM, UEFI x64 on eth1",
                    "offer +0 10.1.0.23, ipxe.efi (profile debian)",
                    "request +0.5 10.1.0.23",
                    "ack +0.5 10.1.0.23 in subnet r1, ipxe.efi (profile debian)",
                    "loader +1 ipxe.efi, 1.1 MB over TFTP in 0.5 s",
                    "dhcp (ipxe) +3 10.1.0.23 in subnet r1, boot.ipxe (profile debian)",
                    "script +4 boot.ipxe, 1.1 MB over HTTP in 0.5 s",
                    "kernel +5 vmlinuz, 1.1 MB over HTTP in 0.5 s",
                    "initrd +6 initrd.img, 1.1 MB over HTTP in 0.5 s",
                    "dhcp (os) +12 10.1.0.23 in subnet r1"
]));
            Assert.That(boot.Steps.Select(step => step.Problem), Is.All.Null);
            Assert.That(boot.BootedIn, Is.EqualTo(TimeSpan.FromSeconds(12.5)));
            Assert.That(boot.Problem, Is.Null);
            Assert.That(boot.Expected, Is.Null);
            Assert.That(boot.Reached, Is.EqualTo(BootStage.OsDhcp));
        }
    }

    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Case("Unanswered_for_a_known_reason",
            "DHCPDISCOVER was left unanswered: every address of the subnet's dynamic ranges is leased, offered or in quarantine",
            events => events.Silence(0, "pool_exhausted"));
        yield return Case("Unanswered_for_a_reason_of_a_later_version",
            "DHCPDISCOVER was left unanswered: moon in the wrong phase",
            events => events.Silence(0, "moon_in_the_wrong_phase"));
        yield return Case("The_offer_of_another_server_was_taken",
            "DHCPREQUEST was left unanswered: the machine took the offer of another DHCP server on this network",
            events => events.Discover(0).Silence(1, "other_server_chosen", message: Dhcp4MessageType.Request));
        yield return Case("The_offer_was_never_taken",
            "the machine asked 4 times and never took the offer of 10.1.0.23: the offer does not reach it, or another DHCP "
            + "server's is preferred",
            events => events.Discover(0).Discover(1).Discover(3).Discover(7));
        yield return Case("The_request_was_refused",
            "the machine asked for 10.1.0.23 and was refused (DHCPNAK): another machine has the address, or it is not to be given",
            events => events.Discover(0).Refuse(1));
        yield return Case("No_profile",
            "the machine got an address but no boot file: neither its [[machine]] table, a [[boot.rule]] nor [boot] "
            + "default_profile names a profile for it",
            events => events.Discover(0, file: null, refusal: "no_profile"));
        yield return Case("The_address_was_declined",
            "the machine declined 10.1.0.23: it found the address in use by somebody else",
            events => events.Lease(0).Decline(2));
        yield return Case("The_boot_file_is_missing",
            "ipxe.efi was refused: there is no such file below the root",
            events => events.Lease(0).Miss(1, "ipxe.efi"));
        yield return Case("The_transfer_timed_out",
            "the machine stopped answering during ipxe.efi, after 300 kB of 1.1 MB",
            events => events.Lease(0).Fetch(1, BootFileRole.Loader, "ipxe.efi", TransferOutcome.TimedOut));
        yield return Case("The_transfer_was_aborted",
            "the machine ended the transfer of vmlinuz after 300 kB of 1.1 MB",
            events => events.Lease(0).Fetch(1, BootFileRole.Kernel, "vmlinuz", TransferOutcome.AbortedByClient));
        yield return Case("The_loader_runs_in_a_circle",
            "the machine loaded ipxe.efi 4 times within a minute and got no further: the loader crashes, or is given itself to load",
            events => events.Lease(0).Fetch(1, BootFileRole.Loader, "ipxe.efi")
                .Lease(10).Fetch(11, BootFileRole.Loader, "ipxe.efi")
                .Lease(20).Fetch(21, BootFileRole.Loader, "ipxe.efi")
                .Lease(30).Fetch(31, BootFileRole.Loader, "ipxe.efi"));
        yield return Case("The_first_of_two_problems_is_named",
            "ipxe.efi was refused: there is no such file below the root",
            events => events.Lease(0).Miss(1, "ipxe.efi").Discover(2).Discover(3).Discover(4));
    }

    [TestCaseSource(nameof(Problems))]
    public void The_problem_is_named_in_a_sentence(Func<BootEvents, BootEvents> write, string sentence) =>
        Assert.That(write(new BootEvents()).Read(now: 40).Single().Problem, Is.EqualTo(sentence));

    private static IEnumerable<TestCaseData> NoProblems()
    {
        yield return Case("Silence_that_ended_in_a_lease", events => events.Silence(0, "overload").Lease(1));
        yield return Case("Silence_towards_iPXE_that_ended_in_a_lease", events =>
            events.Silence(0, "overload", PxeClientKind.Ipxe).Lease(1, PxeClientKind.Ipxe));
        yield return Case("Refused_then_given_another_address", events => events.Refuse(0).Lease(1));
        yield return Case("An_offer_that_is_seconds_old", events => events.Discover(38));
        yield return Case("Boots_its_own_disk", events => events.Discover(0, file: null, refusal: "local_disk"));
        yield return Case("A_miss_that_loaders_expect", events => events.Lease(0).Miss(1, "pxelinux.cfg/default", expected: true));
        yield return Case("A_transfer_that_worked_the_second_time", events => events.Lease(0)
            .Fetch(1, BootFileRole.Loader, "ipxe.efi", TransferOutcome.TimedOut).Fetch(9, BootFileRole.Loader, "ipxe.efi"));
        yield return Case("A_size_probe", events => events.Lease(0)
            .Fetch(1, BootFileRole.Loader, "ipxe.efi", TransferOutcome.SizeProbed).Fetch(2, BootFileRole.Loader, "ipxe.efi"));
        yield return Case("Three_loads_within_a_minute", events => events.Lease(0)
            .Fetch(1, BootFileRole.Loader, "ipxe.efi").Fetch(8, BootFileRole.Loader, "ipxe.efi")
            .Fetch(16, BootFileRole.Loader, "ipxe.efi"));
        yield return Case("A_release_that_needs_no_answer", events => events.Lease(0)
            .Silence(1, "not_the_owner", message: Dhcp4MessageType.Release));
    }

    [TestCaseSource(nameof(NoProblems))]
    public void What_was_made_good_or_is_normal_is_no_problem(Func<BootEvents, BootEvents> write) =>
        Assert.That(write(new BootEvents()).Read(now: 40).Single().Problem, Is.Null);

    [Test]
    public void A_size_probe_is_not_shown() => Assert.That(
        new BootEvents().Fetch(1, BootFileRole.Loader, "ipxe.efi", TransferOutcome.SizeProbed).Read(now: 2), Is.Empty);

    private static IEnumerable<TestCaseData> Expectations()
    {
        yield return Next("the machine to take the offer", 10, events => events.Discover(30));
        yield return Next("the machine to fetch ipxe.efi", 9.5, events => events.Lease(30));
        yield return Next("the machine to boot its own disk", 9.5, events => events.Discover(30, file: null).Request(30.5, file: null));
        yield return Next("the rest of ipxe.efi", 9, events => events.Lease(30).Begin(31, BootFileRole.Loader, "ipxe.efi"));
        yield return Next("iPXE to start and ask for an address", 8.5, events => events.Lease(30)
            .Fetch(31, BootFileRole.Loader, "ipxe.efi"));
        yield return Next("the loader to start and fetch its script", 8.5, events => events.Lease(30)
            .Fetch(31, BootFileRole.Loader, "grubx64.efi"));
        yield return Next("iPXE to take the offer", 10, events => events.Discover(30, PxeClientKind.Ipxe));
        yield return Next("iPXE to fetch boot.ipxe", 9.5, events => events.Lease(30, PxeClientKind.Ipxe, "boot.ipxe"));
        yield return Next("the loader to fetch a kernel", 9.5, events => events.Fetch(30, BootFileRole.Script, "boot.ipxe"));
        yield return Next("the operating system to ask for an address", 9.5, events => events
            .Fetch(30, BootFileRole.Kernel, "vmlinuz"));
    }

    [TestCaseSource(nameof(Expectations))]
    public void What_comes_next_is_said_with_the_time_waited(Func<BootEvents, BootEvents> write, string what, double seconds)
    {
        BootExpectation? expected = write(new BootEvents()).Read(now: 40).Single().Expected;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(expected?.What, Is.EqualTo(what));
            Assert.That(expected?.Waited, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        }
    }

    private static IEnumerable<TestCaseData> Attempts()
    {
        yield return Count(1, "Firmware_that_asks_again_and_again", events => events.Discover(0).Discover(4).Discover(12));
        yield return Count(1, "Firmware_that_loads_and_starts_over", events => events
            .Lease(0).Fetch(1, BootFileRole.Loader, "ipxe.efi").Lease(20));
        yield return Count(2, "Firmware_after_a_boot_that_got_further", events => events.WholeBoot().Lease(90));
        yield return Count(2, "Firmware_after_five_minutes_of_silence", events => events.Discover(0).Discover(300));
        yield return Count(1, "Firmware_before_five_minutes_of_silence", events => events.Discover(0).Discover(299));
        yield return Count(2, "HTTP_boot_after_a_boot", events => events.WholeBoot().Discover(90, PxeClientKind.HttpBoot));
        yield return Count(2, "iPXE_as_the_card_s_ROM_after_its_script", events => events
            .Lease(0, PxeClientKind.Ipxe).Fetch(1, BootFileRole.Script, "boot.ipxe").Lease(30, PxeClientKind.Ipxe));
        yield return Count(1, "A_script_that_asks_for_an_address_again", events => events.Lease(0)
            .Fetch(1, BootFileRole.Loader, "ipxe.efi").Lease(2, PxeClientKind.Ipxe)
            .Fetch(3, BootFileRole.Script, "boot.ipxe").Lease(4, PxeClientKind.Ipxe));
        yield return Count(1, "A_system_that_renews_its_lease_for_days", events => events
            .WholeBoot().Request(7200, PxeClientKind.None, null).Request(90_000, PxeClientKind.None, null));
        yield return Count(1, "A_kernel_that_takes_ten_minutes", events => events
            .Fetch(0, BootFileRole.Kernel, "vmlinuz").OsLease(600));
        yield return Count(2, "A_system_that_was_off_for_a_day", events => events.OsLease(0).OsLease(86_400));
        yield return Count(1, "A_file_that_takes_an_hour", events => events
            .Lease(0).Fetch(1, BootFileRole.Initrd, "big.img", took: 3600));
    }

    [TestCaseSource(nameof(Attempts))]
    public void Attempts_are_told_apart(Func<BootEvents, BootEvents> write, int count) =>
        Assert.That(write(new BootEvents()).Read(now: 100_000), Has.Count.EqualTo(count));

    [Test]
    public void Renewals_add_no_steps()
    {
        BootEvents events = new BootEvents().WholeBoot();
        int steps = events.Read(now: 100)[0].Steps.Count;

        events.Request(3600, PxeClientKind.None, null).Request(7200, PxeClientKind.None, null);

        Assert.That(events.Read(now: 8000)[0].Steps, Has.Count.EqualTo(steps));
    }

    [Test]
    public void Repeated_asking_is_one_step_that_says_how_often() => Assert.That(
        new BootEvents().Discover(0).Discover(1).Discover(3).Read(now: 4).Single().Steps.Select(step => step.Detail),
        Is.EqualTo(["PXE ROM, UEFI x64 on eth1, asked 3 times", "10.1.0.23, ipxe.efi (profile debian)"]));

    [Test]
    public void Events_that_come_out_of_order_are_put_right()
    {
        BootEvents events = new BootEvents().WholeBoot();

        Assert.That(BootTimeline.Read(events.List.Reverse(), BootEvents.At(60)).Single().BootedIn, Is.EqualTo(TimeSpan.FromSeconds(12.5)));
    }

    [Test]
    public void Events_that_are_no_boot_make_no_attempt() => Assert.That(
        BootTimeline.Read(
            [
                new ServiceChanged { At = BootEvents.Start, Service = "tftp", State = ServiceState.Running },
                new LeaseEnded { At = BootEvents.Start, Cause = LeaseEnd.Expired },
            ],
            BootEvents.Start),
        Is.Empty);

    private static IEnumerable<Dhcp4Reason> SilentReasons() => Enum.GetValues<Dhcp4Reason>().Where(reason =>
        reason >= Dhcp4Reason.Malformed
        && reason is not (Dhcp4Reason.NotARequest or Dhcp4Reason.UnknownMessageType or Dhcp4Reason.NotTheOwner));

    [TestCaseSource(nameof(SilentReasons))]
    public void Every_silent_reason_of_the_responder_has_a_sentence_of_its_own(Dhcp4Reason reason)
    {
        string word = JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());

        string? problem = new BootEvents().Silence(0, word).Read(now: 1).Single().Problem;

        Assert.That(problem, Does.Not.EndWith(": " + word.Replace('_', ' ')));
    }

    [Test]
    public void Any_order_of_any_events_is_read_without_a_fault_and_in_order([Range(1, 40)] int seed)
    {
        SeededRandom random = new(seed);
        RackEvent[] events = [.. new BootEvents().WholeBoot().Miss(3, "x").Decline(4).Refuse(5).Silence(6, "overload")
            .Lease(7, PxeClientKind.HttpBoot).Fetch(8, BootFileRole.Loader, "a", TransferOutcome.Stopped).List
            .SelectMany(happened => Enumerable.Repeat(happened, random.Next(3)))
            .Select(happened => happened with { At = BootEvents.At(random.Next(4000)) })];

        IReadOnlyList<BootAttempt> attempts = BootTimeline.Read(events, BootEvents.At(5000));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(attempts.Select(attempt => attempt.StartedAt), Is.Ordered);
            Assert.That(attempts.SelectMany(attempt => attempt.Steps).Select(step => step.Detail), Is.All.Not.Empty);
            foreach (BootAttempt attempt in attempts)
            {
                Assert.That(attempt.Steps.Select(step => step.At), Is.Ordered);
            }
        }
    }

    private static TestCaseData Case(string name, string sentence, Func<BootEvents, BootEvents> write) =>
        new TestCaseData(write, sentence).SetName(name);

    private static TestCaseData Case(string name, Func<BootEvents, BootEvents> write) => new TestCaseData(write).SetName(name);

    private static TestCaseData Next(string what, double waited, Func<BootEvents, BootEvents> write) =>
        new TestCaseData(write, what, waited).SetName($"Expects {what}");

    private static TestCaseData Count(int count, string name, Func<BootEvents, BootEvents> write) =>
        new TestCaseData(write, count).SetName(name);
}
