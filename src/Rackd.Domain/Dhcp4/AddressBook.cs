using Rackd.Domain.Addresses;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Dhcp4;

/// <summary>An address chosen for a client.</summary>
/// <param name="Subnet">The subnet it is in.</param>
/// <param name="Address">The address.</param>
/// <param name="Reason">Why this one.</param>
public sealed record AddressChoice(ServedSubnet Subnet, Ipv4Address Address, Dhcp4Reason Reason);

/// <summary>
/// Who gets which address: the client's reservation, else the one that it has or had, else the one that it asks for,
/// else one that nobody had, else the one whose last lease ended longest ago (RFC 2131 §4.3.1).
/// </summary>
public sealed class AddressBook
{
    private readonly LeaseTable _leases;
    private readonly Dictionary<SubnetPlan, AddressPool> _pools = [];

    /// <summary>Opens the book over a table, whose changes it follows from now on.</summary>
    public AddressBook(LeaseTable leases)
    {
        _leases = leases;
        leases.Changed = address =>
        {
            foreach (AddressPool pool in _pools.Values)
            {
                pool.Track(address);
            }
        };
    }

    /// <summary>Forgets the pools of subnets that the configuration no longer holds in this form.</summary>
    public void Retain(IReadOnlyCollection<SubnetPlan> plans)
    {
        foreach (SubnetPlan gone in _pools.Keys.Except(plans).ToArray())
        {
            _pools.Remove(gone);
        }
    }

    /// <summary>Chooses an address to offer; null when there is none, with the reason why.</summary>
    public AddressChoice? Choose(
        IReadOnlyList<ServedSubnet> subnets,
        MacAddress mac,
        Ipv4Address? requested,
        DateTimeOffset now,
        out Dhcp4Reason refusal)
    {
        refusal = Dhcp4Reason.SubnetUnmanaged;
        List<ServedSubnet> managed = [.. subnets.Where(subnet => subnet.Plan.Config.Managed)];
        if (managed.Count == 0)
        {
            return null;
        }

        return ChooseReservation(managed, mac, now)
            ?? ChooseKnown(managed, mac, now)
            ?? ChooseRequested(managed, mac, requested, now)
            ?? ChooseFree(managed, now, out refusal);
    }

    /// <summary>Whether a client may have this very address now.</summary>
    public bool MayHave(ServedSubnet subnet, MacAddress mac, Ipv4Address address, DateTimeOffset now)
    {
        SubnetPlan plan = subnet.Plan;
        if (!plan.Config.Managed || address == subnet.Server || !IsFreeFor(mac, address, now))
        {
            return false;
        }

        return plan.ReservationOf(mac)?.Address == address || plan.IsDynamic(address);
    }

    /// <summary>The client's reserved address, null when it has none or another client still uses it.</summary>
    public Ipv4Address? UsableReservation(ServedSubnet subnet, MacAddress mac, DateTimeOffset now) =>
        subnet.Plan.ReservationOf(mac) is { } reservation && IsFreeFor(mac, reservation.Address, now)
            ? reservation.Address
            : null;

    private AddressChoice? ChooseReservation(List<ServedSubnet> subnets, MacAddress mac, DateTimeOffset now)
    {
        foreach (ServedSubnet subnet in subnets)
        {
            if (UsableReservation(subnet, mac, now) is { } address)
            {
                return new AddressChoice(subnet, address, Dhcp4Reason.OfferReservation);
            }
        }

        return null;
    }

    private AddressChoice? ChooseKnown(List<ServedSubnet> subnets, MacAddress mac, DateTimeOffset now)
    {
        if (_leases.HeldFor(mac) is { } held && Within(subnets, mac, held, now) is { } holding)
        {
            return new AddressChoice(holding, held, Dhcp4Reason.OfferHeld);
        }

        // The most recent lease first: a machine that moved between subnets may have several.
        foreach (Lease lease in _leases.FindByMac(mac).OrderByDescending(lease => lease.Expiry))
        {
            if (Within(subnets, mac, lease.Address, now) is { } subnet)
            {
                bool active = lease.IsActive(now);
                return new AddressChoice(
                    subnet, lease.Address, active ? Dhcp4Reason.OfferCurrent : Dhcp4Reason.OfferPrevious);
            }
        }

        return null;
    }

    private AddressChoice? ChooseRequested(
        List<ServedSubnet> subnets, MacAddress mac, Ipv4Address? requested, DateTimeOffset now) =>
        requested is { } address && Within(subnets, mac, address, now) is { } subnet
            ? new AddressChoice(subnet, address, Dhcp4Reason.OfferRequested)
            : null;

    private AddressChoice? ChooseFree(List<ServedSubnet> subnets, DateTimeOffset now, out Dhcp4Reason refusal)
    {
        refusal = subnets.Exists(subnet => subnet.Plan.DynamicRanges.Count > 0)
            ? Dhcp4Reason.PoolExhausted
            : Dhcp4Reason.NoDynamicRange;
        foreach (ServedSubnet subnet in subnets)
        {
            if (PoolOf(subnet.Plan).TryFind(subnet.Server, now, out Ipv4Address address, out bool isFresh))
            {
                return new AddressChoice(subnet, address, isFresh ? Dhcp4Reason.OfferUnused : Dhcp4Reason.OfferReused);
            }
        }

        return null;
    }

    private ServedSubnet? Within(List<ServedSubnet> subnets, MacAddress mac, Ipv4Address address, DateTimeOffset now) =>
        subnets.Find(subnet => subnet.Plan.Config.Network.Contains(address) && MayHave(subnet, mac, address, now));

    private bool IsFreeFor(MacAddress mac, Ipv4Address address, DateTimeOffset now)
    {
        if (_leases.HolderOf(address) is { } holder && holder != mac)
        {
            return false;
        }

        return _leases.Find(address) is not { } lease
            || (!lease.IsQuarantined(now) && (lease.Mac == mac || !lease.IsActive(now)));
    }

    private AddressPool PoolOf(SubnetPlan plan)
    {
        if (!_pools.TryGetValue(plan, out AddressPool? pool))
        {
            _pools[plan] = pool = new AddressPool(plan, _leases);
        }

        return pool;
    }
}
