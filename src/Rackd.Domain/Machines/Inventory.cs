using System.Collections.Frozen;
using Rackd.Domain.Configuration;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Machines;

/// <summary>Who is known: the machines of one configuration by hardware address, UUID and name.</summary>
public sealed class Inventory
{
    private readonly FrozenDictionary<MacAddress, MachineConfig> _byMac;
    private readonly FrozenDictionary<Guid, MachineConfig> _byUuid;
    private readonly FrozenDictionary<string, MachineConfig> _byName;

    /// <summary>Indexes the machines; the configuration reader has already refused double names and addresses.</summary>
    public Inventory(IReadOnlyList<MachineConfig> machines)
    {
        Machines = machines;
        _byMac = machines.SelectMany(machine => machine.Nics, (machine, nic) => (nic.Mac, machine))
            .ToFrozenDictionary(pair => pair.Mac, pair => pair.machine);
        _byUuid = machines.Where(machine => machine.Uuid is not null)
            .ToFrozenDictionary(machine => machine.Uuid!.Value);
        _byName = machines.ToFrozenDictionary(machine => machine.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All machines in the order of the configuration.</summary>
    public IReadOnlyList<MachineConfig> Machines { get; }

    /// <summary>The machine behind a hardware address, found by that address, else by the UUID that it told.</summary>
    public Machine Find(MacAddress mac, Guid? uuid = null) =>
        new(mac, _byMac.GetValueOrDefault(mac) ?? (uuid is { } id ? _byUuid.GetValueOrDefault(id) : null));

    /// <summary>The machine with that name, null when there is none.</summary>
    public MachineConfig? FindByName(string name) => _byName.GetValueOrDefault(name);
}
