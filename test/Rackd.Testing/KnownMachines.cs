using System.Collections.Concurrent;
using System.Net;
using Rackd.Domain.Machines;
using Rackd.Services.Storage;
using Rackd.Wire.Addresses;

namespace Rackd.Testing;

/// <summary>Whose address it is, out of a dictionary.</summary>
public sealed class KnownMachines : IMachineLookup
{
    private readonly ConcurrentDictionary<IPAddress, Machine> _byAddress = [];

    /// <summary>Gives an address to a machine.</summary>
    public KnownMachines Add(IPAddress address, Machine machine)
    {
        _byAddress[address] = machine;
        return this;
    }

    /// <inheritdoc/>
    public Machine? FindByAddress(IPAddress address) => _byAddress.GetValueOrDefault(address);

    /// <inheritdoc/>
    public Machine FindByMac(MacAddress mac) =>
        _byAddress.Values.FirstOrDefault(machine => machine.Mac == mac) ?? new Machine(mac, null);
}
