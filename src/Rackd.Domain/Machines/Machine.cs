using Rackd.Domain.Configuration;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Machines;

/// <summary>A machine as one of its interfaces shows it: what the configuration knows of a hardware address.</summary>
/// <param name="Mac">The interface's hardware address.</param>
/// <param name="Config">The machine's table, null for a machine that the configuration does not name.</param>
public sealed record Machine(MacAddress Mac, MachineConfig? Config)
{
    /// <summary>The machine's name, null for an unknown one.</summary>
    public string? Name => Config?.Name;
}
