using Rackd.Domain.Boot;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Events;

/// <summary>Gathers the events of one attempt.</summary>
internal sealed class BootAttemptBuilder
{
    private readonly DateTimeOffset _startedAt;
    private readonly BootSteps _steps = new();
    private readonly BootTransfers _transfers;
    private BootDhcp? _dhcp;
    private DateTimeOffset? _bootedAt;

    public BootAttemptBuilder(DateTimeOffset startedAt)
    {
        _startedAt = startedAt;
        LastAt = startedAt;
        _transfers = new BootTransfers(_steps);
    }

    public DateTimeOffset LastAt { get; private set; }

    public BootStage Reached => _steps.Reached;

    /// <summary>Whether the first program to ask was iPXE, as in a card whose ROM it is.</summary>
    public bool BegunByIpxe { get; private set; }

    public void Add(RackEvent happened)
    {
        switch (happened)
        {
            case Dhcp4Answered { Client: PxeClientKind.None } when _bootedAt is not null:
            case Dhcp4Answered { Request: Dhcp4MessageType.Inform }:
                return; // the running system renews its lease, or asks for parameters
            case Dhcp4Answered answered:
                Exchange(answered.Client, answered.Request, answered.At).Add(answered);
                break;
            case Dhcp4Unanswered unanswered:
                Exchange(unanswered.Client, unanswered.Request, unanswered.At).Add(unanswered);
                break;
            case LeaseEnded declined:
                (_dhcp ??= new BootDhcp(_steps, PxeClientKind.None)).Add(declined);
                break;
            case TransferStarted started:
                _transfers.Add(started);
                break;
            case TransferFinished finished:
                _transfers.Add(finished);
                break;
            case BootFileRefused refused:
                _transfers.Add(refused);
                break;
            default:
                break;
        }

        LastAt = happened.At > LastAt ? happened.At : LastAt;
        if (_dhcp is { Client: PxeClientKind.None, AckedAt: { } bootedAt })
        {
            _bootedAt ??= bootedAt;
        }
    }

    public BootAttempt Build(DateTimeOffset until)
    {
        _dhcp?.Close(until);
        return new BootAttempt
        {
            StartedAt = _startedAt,
            LastAt = LastAt,
            Steps = _steps.Finish(_startedAt),
            Reached = _steps.Reached,
            BootedIn = _bootedAt - _startedAt,
            Problem = _bootedAt is null ? _steps.FirstProblem() : null,
            Expected = Next() is var (stage, what) ? new BootExpectation(stage, what, until - LastAt) : null,
        };
    }

    private BootDhcp Exchange(PxeClientKind client, Dhcp4MessageType message, DateTimeOffset at)
    {
        bool again = message == Dhcp4MessageType.Discover && _dhcp is { AckedAt: not null };
        if (_dhcp is null || _dhcp.Client != client || again)
        {
            BegunByIpxe |= _dhcp is null && client == PxeClientKind.Ipxe;
            _dhcp?.Close(at);
            _dhcp = new BootDhcp(_steps, client);
        }

        return _dhcp;
    }

    private (BootStage Stage, string What)? Next()
    {
        if (_bootedAt is not null)
        {
            return null;
        }

        if (_transfers.Pending is { } file)
        {
            return (Reached, $"the rest of {file}");
        }

        return Reached switch
        {
            BootStage.File or BootStage.Discover => (BootStage.Discover, "the machine to ask again"),
            BootStage.Offer => (BootStage.Request, "the machine to take the offer"),
            BootStage.Request => (BootStage.Discover, "the machine to ask anew"),
            BootStage.Ack => AfterLease(),
            BootStage.Loader => AfterLoader(),
            BootStage.IpxeDhcp => AfterIpxeLease(),
            BootStage.Script => (BootStage.Kernel, "the loader to fetch a kernel"),
            BootStage.Kernel or BootStage.Initrd => (BootStage.OsDhcp, "the operating system to ask for an address"),
            BootStage.OsDhcp => (BootStage.OsDhcp, "the operating system to take the address"),
        };
    }

    private (BootStage Stage, string What)? AfterLease() => _dhcp?.BootFile is { } file
        ? (BootStage.Loader, $"the machine to fetch {file}")
        : (BootStage.OsDhcp, "the machine to boot its own disk");

    private (BootStage Stage, string What)? AfterLoader() =>
        _transfers.Loader?.Contains("ipxe", StringComparison.OrdinalIgnoreCase) == true
            ? (BootStage.IpxeDhcp, "iPXE to start and ask for an address")
            : (BootStage.Script, "the loader to start and fetch its script");

    private (BootStage Stage, string What)? AfterIpxeLease() => _dhcp switch
    {
        { Client: PxeClientKind.Ipxe, AckedAt: null, Offered: true } => (BootStage.IpxeDhcp, "iPXE to take the offer"),
        { Client: PxeClientKind.Ipxe, AckedAt: null } => (BootStage.IpxeDhcp, "iPXE to ask again"),
        { BootFile: { } file } => (BootStage.Script, $"iPXE to fetch {file}"),
        _ => (BootStage.Script, "iPXE to fetch its script"),
    };
}
