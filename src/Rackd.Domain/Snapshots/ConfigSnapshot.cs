using Rackd.Domain.Addresses;
using Rackd.Domain.Configuration;
using Rackd.Domain.Machines;

namespace Rackd.Domain.Snapshots;

/// <summary>One accepted configuration with everything that is computed from it once.</summary>
public sealed class ConfigSnapshot
{
    /// <summary>Builds the snapshot.</summary>
    /// <param name="config">A configuration that the reader accepted.</param>
    /// <param name="generation">1 for the first, one more for each accepted reload.</param>
    public ConfigSnapshot(RackdConfig config, int generation)
    {
        Config = config;
        Generation = generation;
        Inventory = new Inventory(config.Machines);
        Subnets = [.. config.Subnets.Select(subnet => new SubnetPlan(subnet, config.Machines))];
    }

    /// <summary>The configuration.</summary>
    public RackdConfig Config { get; }

    /// <summary>1 for the first, one more for each accepted reload.</summary>
    public int Generation { get; }

    /// <summary>Its machines, indexed.</summary>
    public Inventory Inventory { get; }

    /// <summary>Its subnets with their effective pools, in the order of the configuration.</summary>
    public IReadOnlyList<SubnetPlan> Subnets { get; }
}
