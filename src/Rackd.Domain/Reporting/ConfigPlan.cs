using System.Text;
using Rackd.Domain.Addresses;
using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Reporting;

/// <summary>What a configuration amounts to, in words, for <c>rackd check</c>.</summary>
public static class ConfigPlan
{
    /// <summary>The plan, section by section: the rack, each subnet, what machines boot.</summary>
    /// <param name="config">A configuration that the reader accepted.</param>
    /// <param name="links">Which interface serves which subnet; empty where nobody looked.</param>
    public static IReadOnlyList<PlanSection> Describe(RackdConfig config, IReadOnlyList<LinkSentence> links) =>
        [
            new PlanSection($"rack {config.General.Name}", Rack(config)),
            .. config.Subnets.Select(subnet => SubnetWords.Describe(
                new SubnetPlan(subnet, config.Machines), config.Dhcp, LinkOf(subnet, links))),
            new PlanSection("boot", BootWords.Describe(config)),
        ];

    /// <summary>The plan as text; each title at the margin, its lines below it.</summary>
    public static string Write(IReadOnlyList<PlanSection> sections)
    {
        StringBuilder text = new();
        foreach (PlanSection section in sections)
        {
            text.Append(text.Length == 0 ? string.Empty : "\n").Append(section.Title).Append('\n');
            foreach (string line in section.Lines)
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string? LinkOf(SubnetConfig subnet, IReadOnlyList<LinkSentence> links) =>
        links.FirstOrDefault(link => string.Equals(link.Subnet, subnet.Name, StringComparison.Ordinal))?.Sentence;

    private static List<string> Rack(RackdConfig config)
    {
        List<string> lines = [$"state in {config.General.StateDirectory}, control socket {config.Control.Socket}"];
        if (!config.Dhcp.Enabled)
        {
            lines.Add("DHCP is off: no address is given anywhere");
        }
        else if (config.Subnets.Count == 0)
        {
            lines.Add("no [[subnet]] is defined: nobody is served");
        }

        lines.Add(config.Tftp.Enabled
            ? $"TFTP on {EndpointText.Write(config.Tftp.Listen)} serves {config.Tftp.Root}"
            : "TFTP is off: PXE firmware that cannot boot by HTTP finds no boot file");
        lines.Add(config.Http.Enabled
            ? $"HTTP on {EndpointText.Write(config.Http.Listen)} serves {config.Http.Root ?? config.Tftp.Root}"
            : "HTTP is off: everything is fetched over TFTP, which is slow for a kernel");
        return lines;
    }
}
