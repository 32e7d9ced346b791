using Rackd.Domain.Addresses;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Dhcp4;

/// <summary>Where a message came in.</summary>
/// <param name="Interface">Name of the interface.</param>
/// <param name="Mtu">The interface's MTU, in octets.</param>
/// <param name="Subnets">Subnets served on that link; for a relayed message those that the relay may stand for.</param>
/// <param name="Source">Source address of the datagram.</param>
/// <param name="IsUnicast">Whether it was sent to an address of ours rather than to everybody.</param>
public sealed record Dhcp4Arrival(
    string Interface, int Mtu, IReadOnlyList<ServedSubnet> Subnets, Ipv4Address Source, bool IsUnicast)
{
    /// <summary>Whether an address is the one by which a subnet's clients know us.</summary>
    public bool IsOurs(Ipv4Address address)
    {
        foreach (ServedSubnet subnet in Subnets)
        {
            if (subnet.Server == address)
            {
                return true;
            }
        }

        return false;
    }
}
