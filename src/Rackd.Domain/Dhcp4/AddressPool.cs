using Rackd.Domain.Addresses;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Dhcp4;

/// <summary>
/// Finds an address for a client that has none: one that was never used, else the one whose last lease ended longest ago.
/// A search costs the same in an empty pool and in a full one.
/// </summary>
public sealed class AddressPool
{
    private readonly SubnetPlan _plan;
    private readonly LeaseTable _leases;
    private readonly Dictionary<Ipv4Address, DateTimeOffset> _freeAt = [];
    private readonly SortedSet<(DateTimeOffset FreeAt, Ipv4Address Address)> _byEnd = [];
    private int _range;
    private long _next;

    /// <summary>Opens the pool of a subnet.</summary>
    public AddressPool(SubnetPlan plan, LeaseTable leases)
    {
        _plan = plan;
        _leases = leases;
        _next = plan.DynamicRanges.Count > 0 ? plan.DynamicRanges[0].First.Value : 0;
        foreach (Ipv4Address address in leases.Leases.Select(lease => lease.Address).Concat(leases.Held))
        {
            Track(address);
        }
    }

    /// <summary>Has to be told of every address whose lease or hold changes.</summary>
    public void Track(Ipv4Address address)
    {
        if (_plan.IsDynamic(address))
        {
            DateTimeOffset leaseEnd = _leases.Find(address)?.Expiry ?? DateTimeOffset.MinValue;
            DateTimeOffset holdEnd = _leases.HeldUntil(address) ?? DateTimeOffset.MinValue;
            SetFreeAt(address, leaseEnd > holdEnd ? leaseEnd : holdEnd);
        }
    }

    /// <summary>Finds a free address; false when every one is leased, held or quarantined.</summary>
    /// <param name="server">rackd's own address, which it never gives away.</param>
    /// <param name="now">The time.</param>
    /// <param name="address">The address found.</param>
    /// <param name="isFresh">Whether nobody had it before.</param>
    public bool TryFind(Ipv4Address server, DateTimeOffset now, out Ipv4Address address, out bool isFresh)
    {
        bool found = TryFindUntouched(server, out address) || TryFindEnded(server, now, out address);
        isFresh = found && _leases.Find(address) is null;
        return found;
    }

    private bool TryFindUntouched(Ipv4Address server, out Ipv4Address address)
    {
        while (_range < _plan.DynamicRanges.Count)
        {
            Ipv4Range range = _plan.DynamicRanges[_range];
            while (_next <= range.Last.Value)
            {
                address = new Ipv4Address((uint)_next++);
                if (address != server && !_freeAt.ContainsKey(address) && _plan.IsDynamic(address))
                {
                    // The search never comes back here; if nobody takes the address, it is the first that has ended.
                    SetFreeAt(address, DateTimeOffset.MinValue);
                    return true;
                }
            }

            _range++;
            _next = _range < _plan.DynamicRanges.Count ? _plan.DynamicRanges[_range].First.Value : 0;
        }

        address = default;
        return false;
    }

    private bool TryFindEnded(Ipv4Address server, DateTimeOffset now, out Ipv4Address address)
    {
        foreach ((DateTimeOffset freeAt, Ipv4Address candidate) in _byEnd)
        {
            if (freeAt > now)
            {
                break;
            }

            if (candidate != server)
            {
                address = candidate;
                return true;
            }
        }

        address = default;
        return false;
    }

    private void SetFreeAt(Ipv4Address address, DateTimeOffset freeAt)
    {
        if (_freeAt.TryGetValue(address, out DateTimeOffset before))
        {
            _byEnd.Remove((before, address));
        }

        _freeAt[address] = freeAt;
        _byEnd.Add((freeAt, address));
    }
}
