using Rackd.Wire.Addresses;

namespace Rackd.Services.Simulation;

/// <summary>Lets this host answer for the addresses that simulated machines were given.</summary>
public interface IStationAddresses
{
    /// <summary>Takes an address on, for sockets to be bound to.</summary>
    Task AddAsync(Ipv4Address address, Ipv4Network network, CancellationToken cancellationToken);

    /// <summary>Gives an address up.</summary>
    Task RemoveAsync(Ipv4Address address, CancellationToken cancellationToken);
}
