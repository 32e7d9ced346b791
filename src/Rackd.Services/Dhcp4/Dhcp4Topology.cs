using Rackd.Domain.Addresses;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Snapshots;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Services.Dhcp4;

/// <summary>One configuration laid over the interfaces as they are: which link serves which subnets.</summary>
internal sealed class Dhcp4Topology(ConfigSnapshot snapshot, LinkPlan plan, IReadOnlyDictionary<string, Dhcp4Link> links)
{
    private readonly Dictionary<string, IReadOnlyList<ServedSubnet>> _subnets =
        plan.Links.ToDictionary(served => served.Link.Name, served => served.Subnets);

    /// <summary>The configuration.</summary>
    public ConfigSnapshot Snapshot => snapshot;

    /// <summary>Which interface serves which subnet, and why.</summary>
    public LinkPlan Plan => plan;

    /// <summary>Links with open sockets, by interface.</summary>
    public IReadOnlyDictionary<string, Dhcp4Link> Links => links;

    /// <summary>Whom a request may concern.</summary>
    public Dhcp4Arrival Arrival(
        in Dhcp4Message request, Dhcp4Link link, Ipv4Address server, Ipv4Address source, bool isUnicast)
    {
        IReadOnlyList<ServedSubnet> onLink = _subnets.GetValueOrDefault(link.State.Name) ?? [];
        Ipv4Address self = server.IsAny && onLink.Count > 0 ? onLink[0].Server : server;
        IReadOnlyList<ServedSubnet> subnets = onLink;
        if (!request.RelayAddress.IsAny)
        {
            // RFC 2131 §4.3.1: the relay's address says on which link the client is.
            subnets = Containing(request.RelayAddress, self);
        }
        else if (isUnicast && Containing(request.ClientAddress, self) is { Count: > 0 } remote
            && !onLink.Any(subnet => subnet.Plan == remote[0].Plan))
        {
            // A client behind a relay renews straight with us.
            subnets = remote;
        }

        return new Dhcp4Arrival(link.State.Name, link.State.Mtu, subnets, source, isUnicast);
    }

    private List<ServedSubnet> Containing(Ipv4Address address, Ipv4Address self) =>
        [.. snapshot.Subnets.Where(subnet => subnet.Config.Network.Contains(address))
            .Select(subnet => new ServedSubnet(subnet, self))];
}
