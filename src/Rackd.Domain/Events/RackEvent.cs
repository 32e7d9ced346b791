using System.Text.Json.Serialization;
using Rackd.Domain.Boot;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Events;

/// <summary>
/// Something that happened on the rack: the one stream that log, ledger, timeline, hooks and metrics read. The set is
/// closed; the discriminators are part of the ledger's format and never change.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Dhcp4Answered), "dhcp4.answered")]
[JsonDerivedType(typeof(Dhcp4Unanswered), "dhcp4.unanswered")]
[JsonDerivedType(typeof(LeaseEnded), "lease.ended")]
[JsonDerivedType(typeof(TransferStarted), "transfer.started")]
[JsonDerivedType(typeof(TransferFinished), "transfer.finished")]
[JsonDerivedType(typeof(BootFileRefused), "boot.refused")]
[JsonDerivedType(typeof(LinkChanged), "link.changed")]
[JsonDerivedType(typeof(ServiceChanged), "service.changed")]
[JsonDerivedType(typeof(ConfigReloaded), "config.reloaded")]
public abstract record RackEvent
{
    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The machine's hardware address, where the event is about one.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>The machine's name, where the configuration gives it one.</summary>
    public string? Machine { get; init; }

    /// <summary>The machine's address at that time.</summary>
    public Ipv4Address? Address { get; init; }
}

/// <summary>A DHCPv4 message was answered.</summary>
public sealed record Dhcp4Answered : RackEvent
{
    /// <summary>What the client sent.</summary>
    public required Dhcp4MessageType Request { get; init; }

    /// <summary>What rackd answered.</summary>
    public required Dhcp4MessageType Reply { get; init; }

    /// <summary>The decision's reason, from the responder's closed set, in snake_case.</summary>
    public required string Reason { get; init; }

    /// <summary>The interface on which the message came in.</summary>
    public required string Interface { get; init; }

    /// <summary>The subnet that answered.</summary>
    public required string Subnet { get; init; }

    /// <summary>The program that asked.</summary>
    public PxeClientKind Client { get; init; }

    /// <summary>Its architecture, where it said one.</summary>
    public ClientArchitecture? Architecture { get; init; }

    /// <summary>The boot file or URL that went with the answer.</summary>
    public string? BootFile { get; init; }

    /// <summary>The boot profile that was chosen.</summary>
    public string? Profile { get; init; }

    /// <summary>Why no boot file went to a client that asked for one.</summary>
    public string? BootRefusal { get; init; }
}

/// <summary>A DHCPv4 message was left without an answer.</summary>
public sealed record Dhcp4Unanswered : RackEvent
{
    /// <summary>What the client sent.</summary>
    public required Dhcp4MessageType Request { get; init; }

    /// <summary>The decision's reason, from the responder's closed set, in snake_case.</summary>
    public required string Reason { get; init; }

    /// <summary>The interface on which the message came in.</summary>
    public required string Interface { get; init; }

    /// <summary>The program that asked.</summary>
    public PxeClientKind Client { get; init; }
}

/// <summary>Why a lease is no longer its owner's.</summary>
public enum LeaseEnd
{
    /// <summary>Its time ran out.</summary>
    Expired = 0,

    /// <summary>The client gave it back.</summary>
    Released,

    /// <summary>The client found the address in use; it is quarantined.</summary>
    Declined,
}

/// <summary>A lease ended.</summary>
public sealed record LeaseEnded : RackEvent
{
    /// <summary>Why.</summary>
    public required LeaseEnd Cause { get; init; }
}

/// <summary>How boot files travel.</summary>
public enum BootTransport
{
    /// <summary>TFTP (RFC 1350).</summary>
    Tftp = 0,

    /// <summary>HTTP/1.1.</summary>
    Http,
}

/// <summary>A machine began to fetch a file.</summary>
public sealed record TransferStarted : RackEvent
{
    /// <summary>How the file travels.</summary>
    public required BootTransport Transport { get; init; }

    /// <summary>The name as served, below the root.</summary>
    public required string File { get; init; }

    /// <summary>The file's length in octets.</summary>
    public required long Length { get; init; }

    /// <summary>What the file is for.</summary>
    public BootFileRole Role { get; init; }

    /// <summary>The boot profile behind a rendered script.</summary>
    public string? Profile { get; init; }
}

/// <summary>How a transfer ended.</summary>
public enum TransferOutcome
{
    /// <summary>The client has all of it.</summary>
    Completed = 0,

    /// <summary>The client asked for the size only, and said so by ending the transfer: no fault.</summary>
    SizeProbed,

    /// <summary>The client ended the transfer.</summary>
    AbortedByClient,

    /// <summary>The client stopped answering.</summary>
    TimedOut,

    /// <summary>The file could not be read to its end.</summary>
    ReadFailed,

    /// <summary>rackd stopped.</summary>
    Stopped,
}

/// <summary>A transfer ended.</summary>
public sealed record TransferFinished : RackEvent
{
    /// <summary>How the file travelled.</summary>
    public required BootTransport Transport { get; init; }

    /// <summary>The name as served, below the root.</summary>
    public required string File { get; init; }

    /// <summary>Octets of the file that were delivered.</summary>
    public required long Octets { get; init; }

    /// <summary>From the request to the end.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How it ended.</summary>
    public required TransferOutcome Outcome { get; init; }

    /// <summary>What the file is for.</summary>
    public BootFileRole Role { get; init; }

    /// <summary>Blocks that were sent again (TFTP).</summary>
    public int Resent { get; init; }

    /// <summary>Negotiated options, or the client's error text.</summary>
    public string? Detail { get; init; }

    /// <summary>The boot profile behind a rendered script.</summary>
    public string? Profile { get; init; }
}

/// <summary>A machine asked for a file and did not get it.</summary>
public sealed record BootFileRefused : RackEvent
{
    /// <summary>How it asked.</summary>
    public required BootTransport Transport { get; init; }

    /// <summary>The name as asked, control characters replaced, cut at 256 characters.</summary>
    public required string File { get; init; }

    /// <summary>Why, from the closed set of refusals, in snake_case.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether loaders ask for such names on the way to another, so that a miss is no fault.</summary>
    public bool Expected { get; init; }

    /// <summary>A sentence for the operator, where there is more to say.</summary>
    public string? Detail { get; init; }
}

/// <summary>An interface began or ceased to be served.</summary>
public sealed record LinkChanged : RackEvent
{
    /// <summary>The interface's name.</summary>
    public required string Interface { get; init; }

    /// <summary>Whether rackd serves it now.</summary>
    public required bool Serving { get; init; }

    /// <summary>Why: "has 10.1.0.1 in subnet r1", "no carrier", "removed".</summary>
    public required string Reason { get; init; }
}

/// <summary>What a service is doing.</summary>
public enum ServiceState
{
    /// <summary>Not begun yet.</summary>
    Starting = 0,

    /// <summary>Serving.</summary>
    Running,

    /// <summary>Serving less than it should.</summary>
    Degraded,

    /// <summary>Ended by a fault, and about to be started again.</summary>
    Failed,

    /// <summary>Switched off by the configuration, or ended in order.</summary>
    Stopped,
}

/// <summary>A service changed its state.</summary>
public sealed record ServiceChanged : RackEvent
{
    /// <summary>The service's name.</summary>
    public required string Service { get; init; }

    /// <summary>Its state now.</summary>
    public required ServiceState State { get; init; }

    /// <summary>Why.</summary>
    public string? Detail { get; init; }
}

/// <summary>A reload was accepted or refused.</summary>
public sealed record ConfigReloaded : RackEvent
{
    /// <summary>The generation that serves now; it goes up by one with each accepted file.</summary>
    public required int Generation { get; init; }

    /// <summary>Whether the new file was taken.</summary>
    public required bool Accepted { get; init; }

    /// <summary>What changed, or the first error.</summary>
    public required string Summary { get; init; }
}
