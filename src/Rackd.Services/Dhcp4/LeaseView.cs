using Rackd.Domain.Addresses;
using Rackd.Domain.Configuration;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Snapshots;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Dhcp4;

/// <summary>The lease table and the reservations in one list.</summary>
public sealed class LeaseView(LeaseTable leases, ConfigStore config, TimeProvider time) : ILeaseView
{
    private const string NoSubnet = "-";

    /// <inheritdoc/>
    public IReadOnlyList<LeaseRow> Snapshot()
    {
        DateTimeOffset now = time.GetUtcNow();
        ConfigSnapshot snapshot = config.Current;
        Dictionary<Ipv4Address, LeaseRow> rows = [];
        foreach (SubnetPlan subnet in snapshot.Subnets)
        {
            foreach (ReservationConfig reservation in subnet.Reservations)
            {
                rows[reservation.Address] = new LeaseRow(
                    reservation.Address, reservation.Mac, LeaseRowState.Reserved, subnet.Config.Name, reservation.Name, null);
            }
        }

        foreach (Lease lease in leases.Leases)
        {
            rows[lease.Address] = RowOf(lease, snapshot, now);
        }

        return [.. rows.Values.OrderBy(row => row.Address)];
    }

    private static LeaseRow RowOf(Lease lease, ConfigSnapshot snapshot, DateTimeOffset now)
    {
        SubnetPlan? subnet = snapshot.Subnets.FirstOrDefault(plan => plan.Config.Network.Contains(lease.Address));
        LeaseRowState state = lease.State switch
        {
            LeaseState.Declined when now < lease.Expiry => LeaseRowState.Declined,
            LeaseState.Released => LeaseRowState.Released,
            LeaseState.Leased when now < lease.Expiry => LeaseRowState.Leased,
            LeaseState.Leased or LeaseState.Declined => LeaseRowState.Expired,
        };
        bool hasEnded = state is LeaseRowState.Released or LeaseRowState.Expired;
        string? name = snapshot.Inventory.Find(lease.Mac).Name
            ?? subnet?.ReservationOf(lease.Mac)?.Name
            ?? lease.HostName;
        return new LeaseRow(lease.Address, lease.Mac, state, subnet?.Config.Name ?? NoSubnet, name, hasEnded ? null : lease.Expiry);
    }
}
