using Rackd.Domain.Configuration;
using Rackd.Domain.Events;
using Rackd.Domain.Snapshots;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Ledger;

/// <summary>What is known of one machine.</summary>
/// <param name="Machine">Its name, null if the configuration gives it none.</param>
/// <param name="Macs">Its hardware addresses.</param>
/// <param name="Events">Its events, oldest first.</param>
public sealed record MachineHistory(string? Machine, IReadOnlyList<MacAddress> Macs, IReadOnlyList<RackEvent> Events);

/// <summary>Finds the events of a machine: in memory, and when that has none, on disk.</summary>
public sealed class EventHistory(ConfigStore config, RecentEvents recent, LedgerReader reader)
{
    private const int MostFromDisk = 256;

    /// <summary>The newest events of all, oldest first.</summary>
    public IReadOnlyList<RackEvent> Newest(int limit) => recent.Newest(limit);

    /// <summary>The machine behind a hardware address or name; null when neither configuration nor history knows it.</summary>
    public MachineHistory? Find(string key)
    {
        ConfigSnapshot snapshot = config.Current;
        if (MacAddress.TryParse(key, out MacAddress mac))
        {
            MachineConfig? named = snapshot.Inventory.Find(mac).Config;
            IReadOnlyList<RackEvent> events = OfMac(mac);
            return named is null && events.Count == 0
                ? null
                : new MachineHistory(named?.Name ?? (events.Count > 0 ? events[^1].Machine : null), [mac], events);
        }

        if (snapshot.Inventory.FindByName(key) is { } machine)
        {
            MacAddress[] macs = [.. machine.Nics.Select(nic => nic.Mac).Concat(recent.MacsOf(machine.Name)).Distinct()];
            return new MachineHistory(machine.Name, macs, Merge(macs));
        }

        IReadOnlyList<MacAddress> seen = recent.MacsOf(key);
        IReadOnlyList<RackEvent> found = seen.Count > 0 ? Merge(seen) : reader.OfMachine(key, MostFromDisk);
        return found.Count == 0 ? null : new MachineHistory(found[^1].Machine, seen, found);
    }

    private RackEvent[] Merge(IReadOnlyList<MacAddress> macs) =>
        [.. macs.SelectMany(OfMac).OrderBy(happened => happened.At)];

    private IReadOnlyList<RackEvent> OfMac(MacAddress mac)
    {
        IReadOnlyList<RackEvent> events = recent.OfMac(mac);
        return events.Count > 0 ? events : reader.OfMac(mac, MostFromDisk);
    }
}
