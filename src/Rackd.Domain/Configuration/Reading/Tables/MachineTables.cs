using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>The keys of <c>[[machine]]</c> and <c>[[machine.nic]]</c>.</summary>
internal static class MachineTables
{
    private static readonly TableShape<NicConfig> _nic = new(
        "machine.nic",
        "[[machine.nic]]",
        new NicConfig(default, null, null),
        "A network interface of the machine.",
        [
            Key<NicConfig>.Required(
                "mac", KeyTypes.Mac, (nic, value) => nic with { Mac = value },
                "Its hardware address, by which the machine is known."),
            Key<NicConfig>.Optional(
                "name", KeyTypes.Interface, (nic, value) => nic with { Name = value },
                "it has none",
                "What the machine calls it."),
            Key<NicConfig>.Optional(
                "ip", KeyTypes.Address, (nic, value) => nic with { Address = value },
                "one from a dynamic range",
                "The address that it always gets."),
        ]);

    public static TableShape<MachineConfig> Machine { get; } = new(
        "machine",
        "[[machine]]",
        new MachineConfig { Name = string.Empty },
        "A machine that is known by name.",
        [
            Key<MachineConfig>.Required(
                "name", KeyTypes.HostName, (machine, value) => machine with { Name = value },
                "What it is called; also the host name that it is told."),
            Key<MachineConfig>.Value(
                "tags", KeyTypes.Labels, machine => machine.Tags, (machine, value) => machine with { Tags = value },
                "Words that boot rules can ask for."),
            Key<MachineConfig>.Optional(
                "uuid", KeyTypes.Uuid, (machine, value) => machine with { Uuid = value },
                "only the MAC addresses tell",
                "The UUID of its board, by which it is known when a MAC address is not."),
            Key<MachineConfig>.Optional(
                "boot", KeyTypes.Label, (machine, value) => machine with { Boot = value },
                "the boot rules decide",
                "The boot profile that it gets."),
            Key<MachineConfig>.Rows(_nic, (machine, rows) => machine with { Nics = rows }),
        ]);
}
