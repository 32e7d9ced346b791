using System.Collections.Concurrent;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Dhcp4;

/// <summary>
/// Who has which address: the last lease of each address, and the addresses held for clients to which they were offered.
/// It has one writer; <see cref="Find"/> and <see cref="Leases"/> may be read from anywhere at any time.
/// </summary>
public sealed class LeaseTable
{
    private readonly ConcurrentDictionary<Ipv4Address, Lease> _leases = new();
    private readonly Dictionary<MacAddress, List<Ipv4Address>> _addressesOf = [];
    private readonly Dictionary<Ipv4Address, AddressHold> _holds = [];
    private readonly Dictionary<MacAddress, Ipv4Address> _heldFor = [];
    private readonly Queue<AddressHold> _holdsByAge = new();

    /// <summary>The last lease of every address that ever had one, in no order.</summary>
    public IEnumerable<Lease> Leases => _leases.Values;

    /// <summary>How many addresses ever had a lease.</summary>
    public int Count => _leases.Count;

    /// <summary>The last lease of an address, null when it never had one.</summary>
    public Lease? Find(Ipv4Address address) => _leases.GetValueOrDefault(address);

    /// <summary>The last leases of a client that no other client has taken over since.</summary>
    public IEnumerable<Lease> FindByMac(MacAddress mac) =>
        _addressesOf.TryGetValue(mac, out List<Ipv4Address>? addresses)
            ? addresses.Select(address => _leases[address])
            : [];

    /// <summary>Records a lease in place of the address's last one, and ends the hold on it.</summary>
    public void Apply(Lease lease)
    {
        if (_leases.TryGetValue(lease.Address, out Lease? previous) && previous.Mac != lease.Mac)
        {
            Forget(previous);
        }

        _leases[lease.Address] = lease;
        if (previous?.Mac != lease.Mac)
        {
            Remember(lease);
        }

        Unhold(lease.Address);
    }

    /// <summary>Takes back what <see cref="Apply"/> did, when the lease could not be stored.</summary>
    /// <param name="failed">The lease that was applied.</param>
    /// <param name="previous">The address's lease before, null for none.</param>
    public void Revert(Lease failed, Lease? previous)
    {
        if (!ReferenceEquals(Find(failed.Address), failed))
        {
            return;
        }

        if (previous is not null)
        {
            Apply(previous);
            return;
        }

        Forget(failed);
        _leases.TryRemove(failed.Address, out _);
    }

    /// <summary>Keeps an address for a client until a time; a client has one hold, the last.</summary>
    public void Hold(Ipv4Address address, MacAddress mac, DateTimeOffset until)
    {
        if (_heldFor.TryGetValue(mac, out Ipv4Address other) && other != address)
        {
            Unhold(other);
        }

        AddressHold hold = new(address, mac, until);
        _holds[address] = hold;
        _heldFor[mac] = address;
        _holdsByAge.Enqueue(hold);
    }

    /// <summary>The client for which an address is held, null when it is held for nobody.</summary>
    public MacAddress? HolderOf(Ipv4Address address) =>
        _holds.TryGetValue(address, out AddressHold hold) ? hold.Mac : null;

    /// <summary>When the hold on an address ends, null when it is held for nobody.</summary>
    public DateTimeOffset? HeldUntil(Ipv4Address address) =>
        _holds.TryGetValue(address, out AddressHold hold) ? hold.Until : null;

    /// <summary>The address that is held for a client, null when none is.</summary>
    public Ipv4Address? HeldFor(MacAddress mac) => _heldFor.TryGetValue(mac, out Ipv4Address address) ? address : null;

    /// <summary>Ends the hold of a client, as when it took another server's offer.</summary>
    public void DropHold(MacAddress mac)
    {
        if (_heldFor.TryGetValue(mac, out Ipv4Address address))
        {
            Unhold(address);
        }
    }

    /// <summary>Ends every hold whose time is over.</summary>
    public void ExpireHolds(DateTimeOffset now)
    {
        while (_holdsByAge.TryPeek(out AddressHold oldest) && oldest.Until <= now)
        {
            _holdsByAge.Dequeue();
            if (_holds.TryGetValue(oldest.Address, out AddressHold current) && current == oldest)
            {
                Unhold(oldest.Address);
            }
        }
    }

    private void Unhold(Ipv4Address address)
    {
        if (_holds.Remove(address, out AddressHold hold))
        {
            _heldFor.Remove(hold.Mac);
        }
    }

    private void Remember(Lease lease)
    {
        if (!_addressesOf.TryGetValue(lease.Mac, out List<Ipv4Address>? addresses))
        {
            _addressesOf[lease.Mac] = addresses = [];
        }

        addresses.Add(lease.Address);
    }

    private void Forget(Lease lease)
    {
        if (_addressesOf.TryGetValue(lease.Mac, out List<Ipv4Address>? addresses)
            && addresses.Remove(lease.Address)
            && addresses.Count == 0)
        {
            _addressesOf.Remove(lease.Mac);
        }
    }

    private readonly record struct AddressHold(Ipv4Address Address, MacAddress Mac, DateTimeOffset Until);
}
