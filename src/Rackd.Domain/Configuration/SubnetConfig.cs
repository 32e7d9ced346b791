using System.Diagnostics.CodeAnalysis;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Configuration;

/// <summary><c>[[subnet]]</c></summary>
public sealed record SubnetConfig
{
    /// <summary>Unique name; the CIDR unless given.</summary>
    public required string Name { get; init; }

    /// <summary>The IPv4 prefix.</summary>
    public required Ipv4Network Network { get; init; }

    /// <summary>The interface that serves it; the one that has an address inside unless given.</summary>
    public string? Interface { get; init; }

    /// <summary>Default router (option 3).</summary>
    public Ipv4Address? Gateway { get; init; }

    /// <summary>Name servers in order (option 6).</summary>
    public IReadOnlyList<Ipv4Address> Dns { get; init; } = [];

    /// <summary>Time servers in order (option 42).</summary>
    public IReadOnlyList<Ipv4Address> Ntp { get; init; } = [];

    /// <summary>Domain name (option 15).</summary>
    public string? Domain { get; init; }

    /// <summary>Interface MTU (option 26); not sent unless given.</summary>
    public int? Mtu { get; init; }

    /// <summary>Whether rackd leases addresses here.</summary>
    public bool Managed { get; init; } = true;

    /// <summary>Whether machines here may fetch boot files.</summary>
    public bool AllowBoot { get; init; } = true;

    /// <summary>Overrides <c>[dhcp] lease_time</c>.</summary>
    public TimeSpan? LeaseTime { get; init; }

    /// <summary>Overrides <c>[dhcp] pxe_lease_time</c>.</summary>
    public TimeSpan? PxeLeaseTime { get; init; }

    /// <summary>Overrides <c>[dhcp] authoritative</c>.</summary>
    public bool? Authoritative { get; init; }

    /// <summary>Overrides the boot server that clients are sent to (siaddr); rackd's own address unless given.</summary>
    public Ipv4Address? NextServer { get; init; }

    /// <summary><c>[[subnet.range]]</c></summary>
    public IReadOnlyList<RangeConfig> Ranges { get; init; } = [];

    /// <summary><c>[[subnet.reservation]]</c></summary>
    public IReadOnlyList<ReservationConfig> Reservations { get; init; } = [];
}

/// <summary>What a range is for.</summary>
[SuppressMessage("Naming", "CA1700:Do not name enum values 'Reserved'", Justification = "The word operators and IPAM use.")]
public enum RangeType
{
    /// <summary>Leased to whoever asks.</summary>
    Dynamic = 0,

    /// <summary>In a managed subnet never given out; in an unmanaged one the only place for assigned addresses.</summary>
    Reserved,
}

/// <summary><c>[[subnet.range]]</c></summary>
/// <param name="Type">What the range is for.</param>
/// <param name="Addresses">Both ends included.</param>
public sealed record RangeConfig(RangeType Type, Ipv4Range Addresses);

/// <summary><c>[[subnet.reservation]]</c>: an address that one client always gets.</summary>
/// <param name="Mac">The client's hardware address.</param>
/// <param name="Address">The address.</param>
/// <param name="Name">Host name sent to the client (option 12), null for none.</param>
public sealed record ReservationConfig(MacAddress Mac, Ipv4Address Address, string? Name);
