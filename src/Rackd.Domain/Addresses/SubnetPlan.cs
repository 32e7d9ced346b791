using System.Collections.Frozen;
using Rackd.Domain.Configuration;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Addresses;

/// <summary>The effective pools of a subnet: what its ranges, reservations and machines amount to.</summary>
public sealed class SubnetPlan
{
    private readonly FrozenDictionary<MacAddress, ReservationConfig> _reservations;
    private readonly FrozenDictionary<Ipv4Address, MacAddress> _owners;

    /// <summary>Computes the pools.</summary>
    /// <param name="subnet">The subnet.</param>
    /// <param name="machines">All machines; interfaces with a fixed address inside the subnet count as reservations.</param>
    public SubnetPlan(SubnetConfig subnet, IReadOnlyList<MachineConfig> machines)
    {
        Config = subnet;
        DynamicRanges = subnet.Managed
            ? [.. subnet.Ranges.Where(range => range.Type == RangeType.Dynamic).Select(range => range.Addresses)]
            : [];

        IEnumerable<ReservationConfig> fixedAddresses =
            from machine in machines
            from nic in machine.Nics
            where nic.Address is { } address && subnet.Network.Contains(address)
            select new ReservationConfig(nic.Mac, nic.Address!.Value, machine.Name);
        Reservations = [.. subnet.Reservations.Concat(fixedAddresses).DistinctBy(reservation => reservation.Mac)];
        _reservations = Reservations.ToFrozenDictionary(reservation => reservation.Mac);
        _owners = Reservations.DistinctBy(reservation => reservation.Address)
            .ToFrozenDictionary(reservation => reservation.Address, reservation => reservation.Mac);
    }

    /// <summary>The subnet's table.</summary>
    public SubnetConfig Config { get; }

    /// <summary>The ranges that are leased from; none in an unmanaged subnet.</summary>
    public IReadOnlyList<Ipv4Range> DynamicRanges { get; }

    /// <summary>Every client whose address is fixed.</summary>
    public IReadOnlyList<ReservationConfig> Reservations { get; }

    /// <summary>How many addresses the dynamic ranges hold.</summary>
    public long DynamicCount => DynamicRanges.Sum(range => range.Count);

    /// <summary>A client's fixed address, null for none.</summary>
    public ReservationConfig? ReservationOf(MacAddress mac) => _reservations.GetValueOrDefault(mac);

    /// <summary>Whether an address is fixed for a client other than <paramref name="mac"/>.</summary>
    public bool IsReservedForAnother(Ipv4Address address, MacAddress mac) =>
        _owners.TryGetValue(address, out MacAddress owner) && owner != mac;

    /// <summary>
    /// Whether an address may be leased to any client: in a dynamic range, fixed for nobody, neither the gateway nor the
    /// network's own or its broadcast address.
    /// </summary>
    public bool IsDynamic(Ipv4Address address)
    {
        if (address == Config.Gateway || _owners.ContainsKey(address) || !Config.Network.Hosts.Contains(address))
        {
            return false;
        }

        foreach (Ipv4Range range in DynamicRanges)
        {
            if (range.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
