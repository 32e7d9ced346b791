using Rackd.Domain.Addresses;
using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading.Values;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Reporting;

/// <summary>A subnet's part of the plan.</summary>
internal static class SubnetWords
{
    public static PlanSection Describe(SubnetPlan plan, DhcpConfig dhcp, string? link)
    {
        SubnetConfig subnet = plan.Config;
        List<string> lines = [];
        bool gives = subnet.Managed && dhcp.Enabled;
        if (gives)
        {
            lines.Add(Leases(plan));
            AddFixed(plan, lines);
        }
        else
        {
            lines.Add(dhcp.Enabled
                ? "not managed: leases nothing and leaves DHCP to another server"
                : "leases nothing, because DHCP is off");
        }

        AddReserved(subnet, lines);
        if (subnet.Gateway is { } gateway)
        {
            lines.Add($"gateway {gateway}, never given");
        }
        else if (gives)
        {
            lines.Add("no gateway: clients are told no way out of the subnet");
        }

        if (gives)
        {
            AddTerms(subnet, dhcp, lines);
        }

        lines.Add(Boot(subnet));
        if (link is not null)
        {
            lines.Add(link);
        }

        string network = subnet.Network.ToString();
        return new PlanSection(
            subnet.Name == network ? $"subnet {network}" : $"subnet {subnet.Name} ({network})", lines);
    }

    private static string Leases(SubnetPlan plan)
    {
        if (plan.DynamicRanges.Count == 0)
        {
            return "leases no address to unknown machines, because it has no dynamic range";
        }

        long held = plan.Reservations
            .Select(reservation => reservation.Address)
            .Distinct()
            .Count(address => plan.DynamicRanges.Any(range => range.Contains(address)));
        string pool = Ranges(plan.DynamicRanges);
        return held == 0
            ? $"leases {Words.Addresses(plan.DynamicCount)}, {pool}"
            : $"leases {Words.Addresses(plan.DynamicCount - held)}, {pool} less {held} with a fixed owner";
    }

    private static void AddFixed(SubnetPlan plan, List<string> lines)
    {
        int reservations = plan.Config.Reservations.Count;
        int machines = plan.Reservations.Count - reservations;
        List<string> parts = [];
        if (reservations > 0)
        {
            parts.Add(Words.Count(reservations, "reservation", "reservations"));
        }

        if (machines > 0)
        {
            parts.Add(
                Words.Count(
                    machines, "machine interface with an ip of its own", "machine interfaces with an ip of their own"));
        }

        if (parts.Count > 0)
        {
            lines.Add(Words.List(parts));
        }
    }

    private static void AddReserved(SubnetConfig subnet, List<string> lines)
    {
        Ipv4Range[] reserved = [.. subnet.Ranges.Where(range => range.Type == RangeType.Reserved).Select(
            range => range.Addresses)];
        if (reserved.Length > 0)
        {
            string count = Words.Addresses(reserved.Sum(range => range.Count));
            lines.Add(subnet.Managed
                ? $"never gives {count}, {Ranges(reserved)}, unless reserved for one client"
                : $"static addresses may be assigned out of {count} only, {Ranges(reserved)}");
        }
    }

    private static void AddTerms(SubnetConfig subnet, DhcpConfig dhcp, List<string> lines)
    {
        string lease = DurationText.Write(subnet.LeaseTime ?? dhcp.LeaseTime);
        string pxe = DurationText.Write(subnet.PxeLeaseTime ?? dhcp.PxeLeaseTime);
        lines.Add($"leases last {lease}, those of firmware and boot loaders {pxe}");
        lines.Add(subnet.Authoritative ?? dhcp.Authoritative
            ? "refuses requests for addresses that are wrong here"
            : "leaves requests for addresses that are wrong here to other servers");
        List<string> told = [];
        if (subnet.Dns.Count > 0)
        {
            told.Add($"DNS {string.Join(", ", subnet.Dns)}");
        }

        if (subnet.Ntp.Count > 0)
        {
            told.Add($"NTP {string.Join(", ", subnet.Ntp)}");
        }

        if (subnet.Domain is { } domain)
        {
            told.Add($"domain {domain}");
        }

        if (subnet.Mtu is { } mtu)
        {
            told.Add(FormattableString.Invariant($"MTU {mtu}"));
        }

        if (told.Count > 0)
        {
            lines.Add($"tells clients {string.Join("; ", told)}");
        }
    }

    private static string Boot(SubnetConfig subnet) => (subnet.AllowBoot, subnet.NextServer) switch
    {
        (false, _) => "machines here may not boot from rackd",
        (true, { } server) => $"machines here boot from {server}",
        (true, null) => "machines here may boot from rackd",
    };

    private static string Ranges(IReadOnlyList<Ipv4Range> ranges) =>
        Words.List([.. ranges.Select(range => range.ToString())]);
}
