using System.Diagnostics.CodeAnalysis;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Dhcp4;

/// <summary>The lease table as operators see it.</summary>
public interface ILeaseView
{
    /// <summary>Every lease and reservation in the order of addresses.</summary>
    IReadOnlyList<LeaseRow> Snapshot();
}

/// <summary>What is the matter with an address.</summary>
[SuppressMessage("Naming", "CA1700:Do not name enum values 'Reserved'", Justification = "The word operators and IPAM use.")]
public enum LeaseRowState
{
    /// <summary>A client has it.</summary>
    Leased = 0,

    /// <summary>Held for the client to which it was offered.</summary>
    Offered,

    /// <summary>Given back, and kept for its last owner while others are free.</summary>
    Released,

    /// <summary>In quarantine, because a client found it in use.</summary>
    Declined,

    /// <summary>Run out, and kept for its last owner while others are free.</summary>
    Expired,

    /// <summary>Set aside for one client, which does not have it now.</summary>
    Reserved,
}

/// <summary>One address of the lease table.</summary>
/// <param name="Address">The address.</param>
/// <param name="Mac">Its owner, or its last.</param>
/// <param name="State">What is the matter with it.</param>
/// <param name="Subnet">The subnet's name.</param>
/// <param name="Hostname">The name that the client or the configuration gave, null for none.</param>
/// <param name="Expires">When the state ends, null for never.</param>
public sealed record LeaseRow(
    Ipv4Address Address, MacAddress Mac, LeaseRowState State, string Subnet, string? Hostname, DateTimeOffset? Expires);
