using System.Collections.Concurrent;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Dhcp4;

/// <summary>What recording a lease changed, so that it can be taken back when the lease could not be stored.</summary>
/// <param name="Applied">The lease that was recorded.</param>
/// <param name="Previous">The address's lease before, null for none.</param>
/// <param name="HeldUntil">Until when the address was held for the client before, null when it was not.</param>
public sealed record LeaseChange(Lease Applied, Lease? Previous, DateTimeOffset? HeldUntil);

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
    private readonly SortedSet<(DateTimeOffset Until, Ipv4Address Address)> _holdsByEnd = [];

    /// <summary>Told of every address whose lease or hold changed; who looks for free addresses listens.</summary>
    public Action<Ipv4Address>? Changed { get; set; }

    /// <summary>The last lease of every address that ever had one, in no order.</summary>
    public IEnumerable<Lease> Leases => _leases.Values;

    /// <summary>The addresses that are held, for a client or from everybody. For the writer only.</summary>
    public IEnumerable<Ipv4Address> Held => _holds.Keys;

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
    /// <returns>What <see cref="Revert"/> takes to undo it.</returns>
    public LeaseChange Apply(Lease lease)
    {
        Lease? previous = Find(lease.Address);
        DateTimeOffset? heldUntil = _holds.TryGetValue(lease.Address, out AddressHold hold) && hold.Mac == lease.Mac
            ? hold.Until
            : null;
        Replace(lease.Address, previous, lease);
        Unhold(lease.Address);
        Changed?.Invoke(lease.Address);
        return new LeaseChange(lease, previous, heldUntil);
    }

    /// <summary>Takes back what <see cref="Apply"/> did; false when the address has changed again since.</summary>
    public bool Revert(LeaseChange change)
    {
        Lease failed = change.Applied;
        if (!ReferenceEquals(Find(failed.Address), failed))
        {
            return false;
        }

        Replace(failed.Address, failed, change.Previous);
        if (change.HeldUntil is { } until)
        {
            Hold(failed.Address, failed.Mac, until);
        }

        Changed?.Invoke(failed.Address);
        return true;
    }

    /// <summary>Keeps an address for a client until a time; a client has one hold, the last.</summary>
    public void Hold(Ipv4Address address, MacAddress mac, DateTimeOffset until)
    {
        DropHold(mac);
        AddHold(new AddressHold(address, mac, until));
        _heldFor[mac] = address;
    }

    /// <summary>Keeps an address from everybody until a time.</summary>
    public void Withhold(Ipv4Address address, DateTimeOffset until) => AddHold(new AddressHold(address, default, until));

    /// <summary>
    /// The client for which an address is held, zero when it is kept from everybody, null when it is not held.
    /// </summary>
    public MacAddress? HolderOf(Ipv4Address address) =>
        _holds.TryGetValue(address, out AddressHold hold) ? hold.Mac : null;

    /// <summary>When the hold on an address ends, null when it is not held.</summary>
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
            Changed?.Invoke(address);
        }
    }

    /// <summary>Ends every hold whose time is over.</summary>
    public void ExpireHolds(DateTimeOffset now)
    {
        while (_holdsByEnd.Count > 0 && _holdsByEnd.Min is var first && first.Until <= now)
        {
            Unhold(first.Address);
            Changed?.Invoke(first.Address);
        }
    }

    private void AddHold(AddressHold hold)
    {
        Unhold(hold.Address);
        _holds[hold.Address] = hold;
        _holdsByEnd.Add((hold.Until, hold.Address));
        Changed?.Invoke(hold.Address);
    }

    private void Unhold(Ipv4Address address)
    {
        if (_holds.Remove(address, out AddressHold hold))
        {
            _holdsByEnd.Remove((hold.Until, address));
            _heldFor.Remove(hold.Mac);
        }
    }

    private void Replace(Ipv4Address address, Lease? from, Lease? to)
    {
        if (from is not null && from.Mac != to?.Mac)
        {
            Forget(from);
        }

        if (to is null)
        {
            _leases.TryRemove(address, out _);
            return;
        }

        _leases[address] = to;
        if (from?.Mac != to.Mac)
        {
            Remember(to);
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
