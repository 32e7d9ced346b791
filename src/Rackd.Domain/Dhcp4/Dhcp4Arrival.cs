using Rackd.Domain.Addresses;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Dhcp4;

/// <summary>A subnet as a link serves it.</summary>
/// <param name="Plan">The subnet.</param>
/// <param name="Server">rackd's own address in it, which names the server to clients (option 54).</param>
public sealed record ServedSubnet(SubnetPlan Plan, Ipv4Address Server);

/// <summary>Where a message came in.</summary>
/// <param name="Interface">Name of the interface.</param>
/// <param name="Mtu">The interface's MTU, in octets.</param>
/// <param name="Subnets">Subnets served on that link; for a relayed message those that the relay may stand for.</param>
/// <param name="Source">Source address of the datagram.</param>
/// <param name="IsUnicast">Whether it was sent to an address of ours rather than to everybody.</param>
public sealed record Dhcp4Arrival(
    string Interface, int Mtu, IReadOnlyList<ServedSubnet> Subnets, Ipv4Address Source, bool IsUnicast);
