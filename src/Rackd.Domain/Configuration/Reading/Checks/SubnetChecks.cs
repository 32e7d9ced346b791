using Rackd.Wire.Addresses;

namespace Rackd.Domain.Configuration.Reading.Checks;

/// <summary>Subnets beside one another, and what each says of itself.</summary>
internal static class SubnetChecks
{
    public static void Run(
        IReadOnlyList<PlacedSubnet> subnets, IReadOnlyList<MachineConfig> machines, ConfigErrorLog log)
    {
        CheckNames(subnets, log);
        foreach (PlacedSubnet subnet in subnets)
        {
            CheckGateway(subnet, log);
            WarnOfNothingToLease(subnet, machines, log);
        }

        CheckOverlaps(subnets, log);
    }

    // Two subnets that are called by their CIDR and share it overlap, which is said elsewhere.
    private static void CheckNames(IReadOnlyList<PlacedSubnet> subnets, ConfigErrorLog log)
    {
        NameRegister<string> names = new(log, ConfigErrorCode.DuplicateName, StringComparer.OrdinalIgnoreCase);
        IEnumerable<PlacedSubnet> unnamed = subnets
            .Where(subnet => subnet.HasName && !subnet.Origin.Has("name"))
            .DistinctBy(subnet => subnet.Config.Name);
        foreach (PlacedSubnet subnet in unnamed.Concat(subnets.Where(subnet => subnet.Origin.Has("name"))))
        {
            string name = subnet.Config.Name;
            names.Enter(
                name, subnet.Origin.At("name"), "subnet.name", $"subnet \"{name}\"",
                _ => $"there is a subnet \"{name}\" already; names are unique");
        }
    }

    // Prefixes hold one another or share nothing, so in address order a subnet can only overlap those it stands in.
    private static void CheckOverlaps(IReadOnlyList<PlacedSubnet> subnets, ConfigErrorLog log)
    {
        Stack<PlacedSubnet> around = new();
        IEnumerable<PlacedSubnet> sorted = subnets
            .Where(subnet => subnet.Network is not null)
            .OrderBy(subnet => subnet.Config.Network.Address)
            .ThenBy(subnet => subnet.Config.Network.PrefixLength);
        Dictionary<PlacedSubnet, int> order = new(ReferenceEqualityComparer.Instance);
        for (int index = 0; index < subnets.Count; index++)
        {
            order[subnets[index]] = index;
        }

        foreach (PlacedSubnet subnet in sorted)
        {
            while (around.TryPeek(out PlacedSubnet? open) && !open.Config.Network.Overlaps(subnet.Config.Network))
            {
                around.Pop();
            }

            if (around.TryPeek(out PlacedSubnet? outer))
            {
                (PlacedSubnet first, PlacedSubnet second) = order[outer] < order[subnet]
                    ? (outer, subnet)
                    : (subnet, outer);
                string message = $"{second.Title} overlaps {first.Title}; an address belongs to one subnet";
                log.Error(
                    ConfigErrorCode.SubnetsOverlap, second.Origin.At("cidr"), "subnet.cidr", message,
                    seeAlso: first.Note);
            }

            around.Push(subnet);
        }
    }

    private static void CheckGateway(PlacedSubnet subnet, ConfigErrorLog log)
    {
        if (subnet.Config.Gateway is not { } gateway || subnet.Network is not { } network)
        {
            return;
        }

        string? fault = !network.Contains(gateway)
            ? $"gateway {gateway} lies outside {subnet.Title}"
            : UnusableWord(network, gateway) is { } word
                ? $"gateway {gateway} is the {word} address of {subnet.Title}"
                : null;
        if (fault is not null)
        {
            log.Error(ConfigErrorCode.BadGateway, subnet.Origin.At("gateway"), "subnet.gateway", fault);
        }
    }

    private static void WarnOfNothingToLease(
        PlacedSubnet subnet, IReadOnlyList<MachineConfig> machines, ConfigErrorLog log)
    {
        if (subnet.Network is not { } network || !subnet.Config.Managed)
        {
            return;
        }

        bool hasAny = subnet.Config.Reservations.Count > 0
            || subnet.Config.Ranges.Any(range => range.Type == RangeType.Dynamic)
            || machines.SelectMany(machine => machine.Nics).Any(nic => nic.Address is { } ip && network.Contains(ip));
        if (!hasAny)
        {
            log.Warning(
                ConfigErrorCode.NothingToLease, subnet.Origin.Place, "subnet",
                $"{subnet.Title} is managed, but has no dynamic range, no reservation and no machine with an ip in it");
        }
    }

    /// <summary>Why no host can have an address of the network, null when one can.</summary>
    public static string? UnusableWord(Ipv4Network network, Ipv4Address address)
    {
        if (network.Hosts.Contains(address))
        {
            return null;
        }

        return address == network.Address ? "network" : "broadcast";
    }
}
