using Rackd.Domain.Addresses;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Machines;
using Rackd.Domain.Snapshots;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Dhcp4;

/// <summary>Everything around one message that a decision about it needs.</summary>
internal sealed record Dhcp4Exchange(
    Dhcp4Arrival Arrival, ConfigSnapshot Snapshot, Machine Machine, PxeClient Client, DateTimeOffset Now)
{
    /// <summary>The subnet that speaks where the client's own is not known.</summary>
    public ServedSubnet MainSubnet =>
        Arrival.Subnets.FirstOrDefault(subnet => subnet.Plan.Config.Managed) ?? Arrival.Subnets[0];

    public ServedSubnet? SubnetOf(Ipv4Address address) =>
        Arrival.Subnets.FirstOrDefault(subnet => subnet.Plan.Config.Network.Contains(address));

    public bool IsAuthoritative(ServedSubnet subnet) =>
        subnet.Plan.Config.Managed
        && (subnet.Plan.Config.Authoritative ?? Snapshot.Config.Dhcp.Authoritative);

    /// <summary>How long this client's lease lasts: firmware and loaders are gone in minutes.</summary>
    public TimeSpan LeaseTimeIn(ServedSubnet subnet)
    {
        SubnetConfig config = subnet.Plan.Config;
        DhcpConfig dhcp = Snapshot.Config.Dhcp;
        return Client.Kind == PxeClientKind.None
            ? config.LeaseTime ?? dhcp.LeaseTime
            : config.PxeLeaseTime ?? dhcp.PxeLeaseTime;
    }
}
