using Rackd.Domain.Addresses;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Dhcp4;

/// <summary>
/// Finds an address for a client that has none: one that was never used, else the one whose last lease ended longest ago.
/// A search costs constant time on average, also in a full pool.
/// </summary>
public sealed class AddressPool
{
    private readonly SubnetPlan _plan;
    private readonly LeaseTable _leases;
    private readonly PriorityQueue<Ipv4Address, DateTimeOffset> _byExpiry = new();
    private readonly HashSet<Ipv4Address> _queued = [];
    private int _range;
    private long _next;

    /// <summary>Opens the pool of a subnet.</summary>
    public AddressPool(SubnetPlan plan, LeaseTable leases)
    {
        _plan = plan;
        _leases = leases;
        _next = plan.DynamicRanges.Count > 0 ? plan.DynamicRanges[0].First.Value : 0;
        foreach (Lease lease in leases.Leases.Where(lease => plan.IsDynamic(lease.Address)))
        {
            Track(lease);
        }
    }

    /// <summary>Has to be told of every lease that is applied, so that the address is found again when it ends.</summary>
    public void Track(Lease lease)
    {
        if (_plan.IsDynamic(lease.Address))
        {
            Enqueue(lease.Address, lease.Expiry);
        }
    }

    /// <summary>Finds a free address; false when every one is leased, held or quarantined.</summary>
    /// <param name="server">rackd's own address, which it never gives away.</param>
    /// <param name="now">The time.</param>
    /// <param name="address">The address found.</param>
    /// <param name="isFresh">Whether nobody had it before.</param>
    public bool TryFind(Ipv4Address server, DateTimeOffset now, out Ipv4Address address, out bool isFresh)
    {
        isFresh = TryFindUnused(server, out address);
        bool found = isFresh || TryFindEnded(now, out address);
        if (found)
        {
            // It is about to be offered; if the client never comes for it, it has to be found again.
            Enqueue(address, now.AddSeconds(1));
        }

        return found;
    }

    private bool TryFindUnused(Ipv4Address server, out Ipv4Address address)
    {
        while (_range < _plan.DynamicRanges.Count)
        {
            Ipv4Range range = _plan.DynamicRanges[_range];
            while (_next <= range.Last.Value)
            {
                address = new Ipv4Address((uint)_next++);
                if (address != server && _plan.IsDynamic(address)
                    && _leases.Find(address) is null && _leases.HolderOf(address) is null)
                {
                    return true;
                }
            }

            _range++;
            _next = _range < _plan.DynamicRanges.Count ? _plan.DynamicRanges[_range].First.Value : 0;
        }

        address = default;
        return false;
    }

    private bool TryFindEnded(DateTimeOffset now, out Ipv4Address address)
    {
        // An entry's time is when the address was last known to become free; the lease or hold may have gone on since.
        while (_byExpiry.TryPeek(out address, out DateTimeOffset expiry) && expiry <= now)
        {
            _byExpiry.Dequeue();
            _queued.Remove(address);
            if (BusyUntil(address, now) is { } until)
            {
                Enqueue(address, until);
            }
            else
            {
                return true;
            }
        }

        address = default;
        return false;
    }

    private DateTimeOffset? BusyUntil(Ipv4Address address, DateTimeOffset now)
    {
        if (_leases.HeldUntil(address) is { } held && held > now)
        {
            return held;
        }

        return _leases.Find(address) is { } lease && (lease.IsActive(now) || lease.IsQuarantined(now)) ? lease.Expiry : null;
    }

    private void Enqueue(Ipv4Address address, DateTimeOffset time)
    {
        if (_queued.Add(address))
        {
            _byExpiry.Enqueue(address, time);
        }
    }
}
