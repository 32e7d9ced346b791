using Rackd.Wire.Addresses;

namespace Rackd.Domain.Addresses;

/// <summary>A network interface as the kernel shows it.</summary>
/// <param name="Index">The kernel's number for it; a new one when an interface is made again under its old name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Mac">Its hardware address, zero for interfaces without one.</param>
/// <param name="Mtu">Its MTU in octets.</param>
/// <param name="IsUp">Whether it is up and has a carrier.</param>
/// <param name="Addresses">Its IPv4 addresses in order.</param>
public sealed record LinkState(
    int Index, string Name, MacAddress Mac, int Mtu, bool IsUp, IReadOnlyList<Ipv4Address> Addresses)
{
    /// <inheritdoc/>
    public bool Equals(LinkState? other) =>
        other is not null
        && (Index, Name, Mac, Mtu, IsUp) == (other.Index, other.Name, other.Mac, other.Mtu, other.IsUp)
        && Addresses.SequenceEqual(other.Addresses);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Name, Mac, Mtu, IsUp, Addresses.Count);
}

/// <summary>A subnet as a link serves it.</summary>
/// <param name="Plan">The subnet.</param>
/// <param name="Server">rackd's own address in it, which names the server to clients (option 54).</param>
public sealed record ServedSubnet(SubnetPlan Plan, Ipv4Address Server);

/// <summary>An interface with the subnets that are served on it.</summary>
/// <param name="Link">The interface.</param>
/// <param name="Subnets">Its subnets in the order of the configuration.</param>
public sealed record ServedLink(LinkState Link, IReadOnlyList<ServedSubnet> Subnets);

/// <summary>Where a subnet is served, or why it is not.</summary>
/// <param name="Subnet">The subnet.</param>
/// <param name="Interface">The interface, null when it is served on none.</param>
/// <param name="Reason">A sentence for the operator.</param>
public sealed record SubnetPlacement(SubnetPlan Subnet, string? Interface, string Reason);

/// <summary>Which interface serves which subnet.</summary>
public sealed class LinkPlan
{
    private LinkPlan(IReadOnlyList<ServedLink> links, IReadOnlyList<SubnetPlacement> placements)
    {
        Links = links;
        Placements = placements;
    }

    /// <summary>The interfaces that serve a subnet.</summary>
    public IReadOnlyList<ServedLink> Links { get; }

    /// <summary>Every subnet, with where it is served.</summary>
    public IReadOnlyList<SubnetPlacement> Placements { get; }

    /// <summary>
    /// Chooses for every subnet the interface that the configuration names, else the first one that is up and has an
    /// address in it.
    /// </summary>
    public static LinkPlan Choose(IReadOnlyList<SubnetPlan> subnets, IReadOnlyList<LinkState> links)
    {
        Dictionary<LinkState, List<ServedSubnet>> served = [];
        List<SubnetPlacement> placements = [];
        foreach (SubnetPlan subnet in subnets)
        {
            (LinkState? link, Ipv4Address server, string reason) = Place(subnet, links);
            placements.Add(new SubnetPlacement(subnet, link?.Name, reason));
            if (link is not null)
            {
                if (!served.TryGetValue(link, out List<ServedSubnet>? onLink))
                {
                    served[link] = onLink = [];
                }

                onLink.Add(new ServedSubnet(subnet, server));
            }
        }

        return new LinkPlan([.. served.Select(pair => new ServedLink(pair.Key, pair.Value))], placements);
    }

    private static (LinkState? Link, Ipv4Address Server, string Reason) Place(
        SubnetPlan subnet, IReadOnlyList<LinkState> links)
    {
        Ipv4Network network = subnet.Config.Network;
        if (subnet.Config.Interface is { } name)
        {
            return PlaceOnNamed(network, name, links.FirstOrDefault(link => link.Name == name));
        }

        LinkState[] matching = [.. links.Where(link => link.Addresses.Any(network.Contains))];
        if (matching.FirstOrDefault(link => link.IsUp) is { } chosen)
        {
            Ipv4Address server = chosen.Addresses.First(network.Contains);
            string others = matching.Length > 1 ? $"; {matching.Length - 1} more would match, name one with interface" : "";
            return (chosen, server, $"served on {chosen.Name}, which has {server} in {network}{others}");
        }

        return matching.Length > 0
            ? (null, default, $"not served: {matching[0].Name} is down or has no carrier")
            : (null, default, $"not served on this host's own links: no interface has an address in {network}; relay agents may send its requests"
                + " to an interface that is served");
    }

    private static (LinkState? Link, Ipv4Address Server, string Reason) PlaceOnNamed(
        Ipv4Network network, string name, LinkState? link)
    {
        if (link is null)
        {
            return (null, default, $"not served: there is no interface {name}");
        }

        if (!link.IsUp)
        {
            return (null, default, $"not served: {name} is down or has no carrier");
        }

        if (link.Addresses.Count == 0)
        {
            return (null, default, $"not served: {name} has no IPv4 address");
        }

        Ipv4Address[] inside = [.. link.Addresses.Where(network.Contains)];
        return inside.Length > 0
            ? (link, inside[0], $"served on {name}, which the configuration names, as {inside[0]}")
            : (link, link.Addresses[0], $"served on {name}, which the configuration names, as {link.Addresses[0]}");
    }
}
