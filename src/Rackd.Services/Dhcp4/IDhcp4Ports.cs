using Rackd.Domain.Addresses;
using Rackd.Services.Net;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Dhcp4;

/// <summary>Opens the ports on which DHCP speaks.</summary>
public interface IDhcp4Ports
{
    /// <summary>Frames with broadcast DHCP requests on an interface.</summary>
    IFramePort OpenFrames(LinkState link);

    /// <summary>Datagrams to port 67 of an address of ours: renewals and relayed requests.</summary>
    IDatagramPort OpenDatagrams(Ipv4Address address);
}

/// <summary>The ports of this host.</summary>
public sealed class HostDhcp4Ports : IDhcp4Ports
{
    private const ushort ServerPort = 67;

    private static readonly PacketFilter _filter = PacketFilter.BroadcastUdp(ServerPort);

    /// <inheritdoc/>
    public IFramePort OpenFrames(LinkState link) => new PacketSocketPort(link, _filter);

    /// <inheritdoc/>
    public IDatagramPort OpenDatagrams(Ipv4Address address) => new UdpPort(address, ServerPort);
}
