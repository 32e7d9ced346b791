using System.Net;
using Rackd.Domain.Addresses;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Machines;
using Rackd.Domain.Snapshots;
using Rackd.Services.Storage;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Dhcp4;

/// <summary>Tells by the lease table, then by the reservations, whose address it is.</summary>
public sealed class LeaseLookup(Dhcp4State state, ConfigStore config) : IMachineLookup
{
    /// <inheritdoc/>
    public Machine? FindByAddress(IPAddress address)
    {
        if (!Ipv4Address.TryFrom(address, out Ipv4Address ipv4))
        {
            return null;
        }

        // An expired lease still tells who it was: nobody else has got the address since.
        ConfigSnapshot snapshot = config.Current;
        return state.Leases.Find(ipv4) is { } lease
            ? snapshot.Inventory.Find(lease.Mac)
            : FindReservation(snapshot, ipv4);
    }

    /// <inheritdoc/>
    public Machine FindByMac(MacAddress mac) => config.Current.Inventory.Find(mac);

    /// <inheritdoc/>
    public PxeClient? FindClient(MacAddress mac) => state.Clients.ClientOf(mac);

    private static Machine? FindReservation(ConfigSnapshot snapshot, Ipv4Address address)
    {
        foreach (SubnetPlan subnet in snapshot.Subnets)
        {
            foreach (ReservationConfig reservation in subnet.Reservations)
            {
                if (reservation.Address == address)
                {
                    return snapshot.Inventory.Find(reservation.Mac);
                }
            }
        }

        return null;
    }
}
