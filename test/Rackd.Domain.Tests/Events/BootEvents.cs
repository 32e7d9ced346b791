using Rackd.Domain.Boot;
using Rackd.Domain.Events;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Events;

/// <summary>Writes what happens to one machine, with its clock in seconds.</summary>
public sealed class BootEvents
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly Ipv4Address _address = Ipv4Address.Parse("10.1.0.23");

    public IList<RackEvent> List { get; } = new List<RackEvent>();

    public static DateTimeOffset At(double second) => Start.AddSeconds(second);

    public BootEvents Discover(
        double second, PxeClientKind client = PxeClientKind.PxeRom, string? file = "ipxe.efi", string? refusal = null) =>
        Answer(second, client, Dhcp4MessageType.Discover, Dhcp4MessageType.Offer, file, refusal);

    public BootEvents Request(
        double second, PxeClientKind client = PxeClientKind.PxeRom, string? file = "ipxe.efi", string? refusal = null) =>
        Answer(second, client, Dhcp4MessageType.Request, Dhcp4MessageType.Ack, file, refusal);

    public BootEvents Lease(double second, PxeClientKind client = PxeClientKind.PxeRom, string? file = "ipxe.efi") =>
        Discover(second, client, file).Request(second + 0.5, client, file);

    public BootEvents OsLease(double second) => Lease(second, PxeClientKind.None, null);

    public BootEvents Refuse(double second, string reason = "nak_unavailable")
    {
        Answer(second, PxeClientKind.PxeRom, Dhcp4MessageType.Request, Dhcp4MessageType.Nak, null, null);
        List[^1] = (Dhcp4Answered)List[^1] with { Reason = reason };
        return this;
    }

    public BootEvents Silence(
        double second,
        string reason,
        PxeClientKind client = PxeClientKind.PxeRom,
        Dhcp4MessageType message = Dhcp4MessageType.Discover) => Add(
        new Dhcp4Unanswered { At = At(second), Request = message, Reason = reason, Interface = "eth1", Client = client });

    public BootEvents Fetch(
        double second,
        BootFileRole role,
        string file,
        TransferOutcome outcome = TransferOutcome.Completed,
        BootTransport transport = BootTransport.Http,
        double took = 0.5) => Begin(second, role, file, transport).Add(
        new TransferFinished
        {
            At = At(second + took),
            Transport = transport,
            File = file,
            Octets = outcome == TransferOutcome.Completed ? 1_100_000 : 300_000,
            Duration = TimeSpan.FromSeconds(took),
            Outcome = outcome,
            Role = role,
        });

    public BootEvents Begin(
        double second, BootFileRole role, string file, BootTransport transport = BootTransport.Http) => Add(
        new TransferStarted { At = At(second), Transport = transport, File = file, Length = 1_100_000, Role = role });

    public BootEvents Miss(double second, string file, string reason = "not_found", bool expected = false) => Add(
        new BootFileRefused
        {
            At = At(second),
            Transport = BootTransport.Tftp,
            File = file,
            Reason = reason,
            Expected = expected,
        });

    public BootEvents Decline(double second) =>
        Add(new LeaseEnded { At = At(second), Cause = LeaseEnd.Declined, Address = _address });

    /// <summary>ROM, iPXE, script, kernel, initrd and operating system, without a fault.</summary>
    public BootEvents WholeBoot(double second = 0) => Lease(second)
        .Fetch(second + 1, BootFileRole.Loader, "ipxe.efi", transport: BootTransport.Tftp)
        .Lease(second + 3, PxeClientKind.Ipxe, "boot.ipxe")
        .Fetch(second + 4, BootFileRole.Script, "boot.ipxe")
        .Fetch(second + 5, BootFileRole.Kernel, "vmlinuz")
        .Fetch(second + 6, BootFileRole.Initrd, "initrd.img")
        .OsLease(second + 12);

    public IReadOnlyList<BootAttempt> Read(double now) => BootTimeline.Read(List, At(now));

    private BootEvents Answer(
        double second,
        PxeClientKind client,
        Dhcp4MessageType request,
        Dhcp4MessageType reply,
        string? file,
        string? refusal) => Add(new Dhcp4Answered
        {
            At = At(second),
            Address = _address,
            Request = request,
            Reply = reply,
            Reason = "ack_selected",
            Interface = "eth1",
            Subnet = "r1",
            Client = client,
            Architecture = client == PxeClientKind.None ? null : ClientArchitecture.UefiX64,
            BootFile = file,
            Profile = file is null ? null : "debian",
            BootRefusal = refusal,
        });

    private BootEvents Add(RackEvent happened)
    {
        List.Add(happened);
        return this;
    }
}
