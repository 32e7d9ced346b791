using Rackd.Wire.Addresses;

namespace Rackd.Wire.Link;

/// <summary>One end of a datagram on a link.</summary>
/// <param name="Mac">Link-layer address.</param>
/// <param name="Address">Network-layer address.</param>
/// <param name="Port">UDP port.</param>
public readonly record struct UdpStation(MacAddress Mac, Ipv4Address Address, ushort Port);
