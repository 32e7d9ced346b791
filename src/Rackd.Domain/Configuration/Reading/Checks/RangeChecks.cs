using Rackd.Wire.Addresses;

namespace Rackd.Domain.Configuration.Reading.Checks;

/// <summary>The ranges of a subnet.</summary>
internal static class RangeChecks
{
    private const string From = "subnet.range.from";

    public static void Run(PlacedSubnet subnet, ConfigErrorLog log)
    {
        List<(RangeConfig Range, Origin Origin)> sound = [];
        foreach ((RangeConfig range, Origin origin) in subnet.Config.Ranges.Zip(subnet.Origin.Tables("range")))
        {
            if (range.Type == RangeType.Dynamic && !subnet.Config.Managed)
            {
                RefuseUnmanaged(subnet, origin, log);
            }

            if (IsSound(subnet, range, origin, log))
            {
                CheckContents(subnet, range, origin, log);
                sound.Add((range, origin));
            }
        }

        CheckOverlaps(sound, log);
    }

    private static void RefuseUnmanaged(PlacedSubnet subnet, Origin origin, ConfigErrorLog log)
    {
        string message = $"{subnet.Title} is not managed, so a dynamic range has no meaning in it; "
            + "write managed = true, or type = \"reserved\"";
        ConfigNote note = new(subnet.Origin.KeyAt("managed"), "managed set here");
        log.Error(ConfigErrorCode.RangeUnmanaged, origin.At("type"), "subnet.range.type", message, seeAlso: note);
    }

    private static bool IsSound(PlacedSubnet subnet, RangeConfig range, Origin origin, ConfigErrorLog log)
    {
        if (!origin.Has("from") || !origin.Has("to"))
        {
            return false;
        }

        (Ipv4Address first, Ipv4Address last) = (range.Addresses.First, range.Addresses.Last);
        if (first > last)
        {
            string message = $"the range starts at {first}, above its end {last}";
            log.Error(ConfigErrorCode.RangeReversed, origin.At("from"), From, message);
            return false;
        }

        if (subnet.Network is not { } network)
        {
            return false;
        }

        bool isInside = network.Contains(first) && network.Contains(last);
        if (!isInside)
        {
            string key = network.Contains(first) ? "to" : "from";
            string message = $"range {range.Addresses} leaves {subnet.Title}";
            log.Error(
                ConfigErrorCode.RangeOutside, origin.At(key), $"subnet.range.{key}", message, seeAlso: subnet.Note);
        }

        return isInside;
    }

    private static void CheckContents(PlacedSubnet subnet, RangeConfig range, Origin origin, ConfigErrorLog log)
    {
        if (range.Type != RangeType.Dynamic)
        {
            return;
        }

        Ipv4Network network = subnet.Config.Network;
        if (range.Addresses.First.IsLinkLocal)
        {
            string message =
                $"range {range.Addresses} lies in 169.254.0.0/16, from which hosts take addresses on their own";
            log.Error(ConfigErrorCode.RangeUnusable, origin.At("from"), From, message);
        }

        Refuse("from", range.Addresses.First);
        if (range.Addresses.Last != range.Addresses.First)
        {
            Refuse("to", range.Addresses.Last);
        }

        if (subnet.Config.Gateway is { } gateway && range.Addresses.Contains(gateway))
        {
            string message = $"gateway {gateway} lies in the dynamic range {range.Addresses} and would be leased";
            ConfigNote note = new(origin.Place, "range defined here");
            log.Error(
                ConfigErrorCode.BadGateway, subnet.Origin.At("gateway"), "subnet.gateway", message, seeAlso: note);
        }

        void Refuse(string key, Ipv4Address address)
        {
            if (SubnetChecks.UnusableWord(network, address) is { } word)
            {
                string message = $"{address} is the {word} address of {subnet.Title}, which no host can have";
                log.Error(ConfigErrorCode.RangeUnusable, origin.At(key), $"subnet.range.{key}", message);
            }
        }
    }

    // In address order a range overlaps an earlier one exactly when it starts below the highest end so far.
    private static void CheckOverlaps(List<(RangeConfig Range, Origin Origin)> ranges, ConfigErrorLog log)
    {
        (RangeConfig Range, Origin Origin)? reaching = null;
        foreach ((RangeConfig Range, Origin Origin) next in ranges.OrderBy(pair => pair.Range.Addresses.First))
        {
            if (reaching is { } before && before.Range.Addresses.Overlaps(next.Range.Addresses))
            {
                string message = $"range {next.Range.Addresses} overlaps range {before.Range.Addresses}";
                ConfigNote note = new(before.Origin.Place, $"range {before.Range.Addresses} defined here");
                log.Error(ConfigErrorCode.RangesOverlap, next.Origin.At("from"), From, message, seeAlso: note);
            }

            if (reaching is null || next.Range.Addresses.Last > reaching.Value.Range.Addresses.Last)
            {
                reaching = next;
            }
        }
    }
}
