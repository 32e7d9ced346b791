using Rackd.Wire.Addresses;

namespace Rackd.Domain.Dhcp4;

/// <summary>What was last recorded of an address.</summary>
public enum LeaseState
{
    /// <summary>Given to its owner until its expiry.</summary>
    Leased = 0,

    /// <summary>Given back by its owner.</summary>
    Released,

    /// <summary>Found in use by its owner; nobody gets it until its expiry.</summary>
    Declined,
}

/// <summary>An address and its last owner, as the journal keeps it.</summary>
/// <param name="Address">The address.</param>
/// <param name="Mac">Hardware address of the owner.</param>
/// <param name="State">What was last recorded.</param>
/// <param name="Start">When this owner first got the address without a gap.</param>
/// <param name="Expiry">When the lease or the quarantine ends; for a released one when it was released.</param>
/// <param name="HostName">Name that the client told (option 12), null for none.</param>
public sealed record Lease(
    Ipv4Address Address,
    MacAddress Mac,
    LeaseState State,
    DateTimeOffset Start,
    DateTimeOffset Expiry,
    string? HostName)
{
    /// <summary>Whether the owner may use the address at <paramref name="now"/>.</summary>
    public bool IsActive(DateTimeOffset now) => State == LeaseState.Leased && now < Expiry;

    /// <summary>Whether the address is kept from everybody at <paramref name="now"/>.</summary>
    public bool IsQuarantined(DateTimeOffset now) => State == LeaseState.Declined && now < Expiry;
}
