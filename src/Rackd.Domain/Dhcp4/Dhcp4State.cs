using Rackd.Domain.Boot;

namespace Rackd.Domain.Dhcp4;

/// <summary>What DHCPv4 remembers from one message to the next.</summary>
/// <param name="Leases">Who has which address.</param>
/// <param name="Clients">What machines said of themselves.</param>
public sealed record Dhcp4State(LeaseTable Leases, ClientHistory Clients);
