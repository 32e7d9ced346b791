namespace Rackd.Domain.Configuration;

/// <summary><c>[dhcp]</c>: what holds for every subnet that does not say otherwise.</summary>
public sealed record DhcpConfig
{
    /// <summary>Whether addresses are given at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How long a lease lasts.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a lease lasts for firmware and boot loaders.</summary>
    public TimeSpan PxeLeaseTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether a request for a wrong address is refused (DHCPNAK) rather than left alone.</summary>
    public bool Authoritative { get; init; } = true;

    /// <summary>How long an address stays with the client to which it was offered.</summary>
    public TimeSpan OfferHold { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an address that a client declined is given to nobody.</summary>
    public TimeSpan DeclineQuarantine { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Answer every client by broadcast, for links whose switches lose unicast to addresses not yet in use.</summary>
    public bool ForceBroadcast { get; init; }
}
