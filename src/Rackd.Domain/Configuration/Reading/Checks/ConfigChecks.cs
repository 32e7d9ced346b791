namespace Rackd.Domain.Configuration.Reading.Checks;

/// <summary>What no single key can tell: whether the tables fit together.</summary>
internal static class ConfigChecks
{
    public static void Run(RackdConfig config, Origin origin, ConfigErrorLog log)
    {
        List<PlacedSubnet> subnets = [.. PlacedSubnet.All(config, origin)];
        LeaseTimeCheck.Run(config, origin, subnets, log);
        SubnetChecks.Run(subnets, config.Machines, log);
        foreach (PlacedSubnet subnet in subnets)
        {
            RangeChecks.Run(subnet, log);
        }

        FixedAddressChecks.Run(config, origin, subnets, log);
        MachineChecks.Run(config, origin, log);
        BootChecks.Run(config, origin, log);
    }
}
