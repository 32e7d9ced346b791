namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>The file itself: nothing but tables.</summary>
internal static class RootTable
{
    public static TableShape<RackdConfig> Shape { get; } = new(
        string.Empty,
        "the file",
        new RackdConfig(),
        "One rack.",
        [
            Key<RackdConfig>.Table(
                GeneralTables.Rackd, config => config.General, (config, table) => config with { General = table }),
            Key<RackdConfig>.Table(
                GeneralTables.Control, config => config.Control, (config, table) => config with { Control = table }),
            Key<RackdConfig>.Table(
                DhcpTable.Shape, config => config.Dhcp, (config, table) => config with { Dhcp = table }),
            Key<RackdConfig>.Table(
                FileTables.Tftp, config => config.Tftp, (config, table) => config with { Tftp = table }),
            Key<RackdConfig>.Table(
                FileTables.Http, config => config.Http, (config, table) => config with { Http = table }),
            Key<RackdConfig>.Rows(SubnetTables.Subnet, (config, rows) => config with { Subnets = rows }),
            Key<RackdConfig>.Rows(MachineTables.Machine, (config, rows) => config with { Machines = rows }),
            Key<RackdConfig>.Table(
                BootTables.Boot, config => config.Boot, (config, table) => config with { Boot = table }),
        ]);
}
