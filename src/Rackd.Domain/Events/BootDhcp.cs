using Rackd.Domain.Boot;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Events;

/// <summary>
/// One DHCP exchange of one program on the machine. Firmware shows each message as a step of its own; iPXE and the operating
/// system, whose exchange is one stage of the boot, show one step.
/// </summary>
internal sealed class BootDhcp(BootSteps steps, PxeClientKind client)
{
    private const int PatientAsks = 3;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    private readonly BootStage? _single = client switch
    {
        PxeClientKind.None => BootStage.OsDhcp,
        PxeClientKind.Ipxe => BootStage.IpxeDhcp,
        PxeClientKind.PxeRom or PxeClientKind.HttpBoot => null,
    };

    private BootStepDraft? _discover;
    private BootStepDraft? _offer;
    private BootStepDraft? _request;
    private BootStepDraft? _ack;
    private DateTimeOffset _lastAskAt;
    private bool _requested;
    private int _asked;

    public PxeClientKind Client { get; } = client;

    public Ipv4Address? Address { get; private set; }

    public string? BootFile { get; private set; }

    /// <summary>When the lease was committed, null if it is not.</summary>
    public DateTimeOffset? AckedAt { get; private set; }

    public bool Offered => _offer is not null;

    public void Add(Dhcp4Answered answered)
    {
        Address = answered.Address ?? Address;
        BootFile = answered.BootFile ?? BootFile;
        switch (answered.Reply)
        {
            case Dhcp4MessageType.Offer:
                Ask(answered.At, BootWords.Client(answered.Client, answered.Architecture), answered.Interface);
                _offer ??= Begin(BootStage.Offer, answered.At);
                Describe(_offer, answered);
                break;
            case Dhcp4MessageType.Ack:
                _requested = true;
                _request ??= Request(answered);
                _ack ??= Begin(BootStage.Ack, answered.At);
                _discover?.Resolved = true;
                _request.Resolved = true;
                Describe(_ack, answered);
                AckedAt ??= answered.At;
                break;
            case Dhcp4MessageType.Nak:
                _requested = true;
                _request ??= Request(answered);
                _request.Fail(BootProblems.Refused(answered.Address, answered.Reason));
                break;
            default:
                break;
        }
    }

    public void Add(Dhcp4Unanswered unanswered)
    {
        BootStepDraft step;
        if (unanswered.Request == Dhcp4MessageType.Discover)
        {
            step = Ask(unanswered.At, BootWords.Client(unanswered.Client, null), unanswered.Interface);
        }
        else
        {
            _requested = true;
            step = _request ??= Begin(BootStage.Request, unanswered.At);
            step.Detail = step.Detail.Length == 0 ? BootWords.Message(unanswered.Request) : step.Detail;
        }

        step.Fail(BootProblems.Unanswered(unanswered.Request, unanswered.Reason, unanswered.Interface));
    }

    public void Add(LeaseEnded declined)
    {
        BootStepDraft step = _ack ?? _request ?? Begin(BootStage.Ack, declined.At);
        step.Detail = step.Detail.Length == 0 ? $"{declined.Address} declined" : step.Detail;
        step.Fail(BootProblems.Declined(declined.Address));
        AckedAt = null;
    }

    /// <summary>The exchange is over, or its end is looked at: was an offer left lying?</summary>
    public void Close(DateTimeOffset until)
    {
        // Firmware that is offered no boot file rightly goes on to its disk without a word.
        bool worthTaking = BootFile is not null || Client == PxeClientKind.None;
        bool impatient = _asked >= PatientAsks || until - _lastAskAt >= _patience;
        if (_offer is not null && !_requested && worthTaking && impatient)
        {
            _offer.Fail(BootProblems.NeverRequested(_asked, Address));
        }
    }

    private BootStepDraft Ask(DateTimeOffset at, string who, string @interface)
    {
        _asked++;
        _lastAskAt = at;
        _discover ??= Begin(BootStage.Discover, at);
        if (_single is null || _offer is null)
        {
            _discover.Detail = $"{who} on {@interface}" + (_asked > 1 ? $", asked {BootWords.Times(_asked)}" : string.Empty);
        }

        return _discover;
    }

    private BootStepDraft Request(Dhcp4Answered answered)
    {
        BootStepDraft step = Begin(BootStage.Request, answered.At);
        step.Detail = answered.Address?.ToString() ?? string.Empty;
        return step;
    }

    /// <summary>A step for a message, or the one step that all messages of this exchange share.</summary>
    private BootStepDraft Begin(BootStage stage, DateTimeOffset at)
    {
        steps.Advance(_single ?? stage);
        return _single is { } single
            ? _discover ?? _offer ?? _request ?? _ack ?? steps.Begin(single, at)
            : steps.Begin(stage, at);
    }

    private static void Describe(BootStepDraft step, Dhcp4Answered answered)
    {
        string where = answered.Reply == Dhcp4MessageType.Ack ? $" in subnet {answered.Subnet}" : string.Empty;
        string what = answered switch
        {
            { BootFile: { } file, Profile: { } profile } => $", {Short(file)} (profile {profile})",
            { BootFile: { } file } => $", {Short(file)}",
            { BootRefusal: "local_disk" } => ", to boot its own disk",
            { Client: PxeClientKind.None } => string.Empty,
            _ => ", no boot file",
        };
        step.Detail = $"{answered.Address}{where}{what}";
        if (answered.Client != PxeClientKind.None && answered.BootFile is null)
        {
            step.Fail(BootProblems.NoBootFile(answered.BootRefusal));
        }
    }

    // What follows the question mark names the machine, which the timeline does already.
    private static string Short(string file) => file.Split('?')[0];
}
