using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Reporting;

/// <summary>Who boots what, in the order in which it is decided.</summary>
internal static class BootWords
{
    private const int MostMachines = 8;

    public static IReadOnlyList<string> Describe(RackdConfig config)
    {
        BootConfig boot = config.Boot;
        if (boot.Profiles.Count == 0)
        {
            return ["no [[boot.profile]] is defined: machines get addresses, but nothing to boot"];
        }

        List<string> lines = [];
        foreach (IGrouping<string, MachineConfig> group in config.Machines
            .Where(machine => machine.Boot is not null)
            .GroupBy(machine => machine.Boot!, StringComparer.Ordinal))
        {
            lines.Add(
                $"{Machines([.. group.Select(machine => machine.Name)])} {Boots(group.Count())} {group.Key}, by name");
        }

        for (int index = 0; index < boot.Rules.Count; index++)
        {
            BootRuleConfig rule = boot.Rules[index];
            lines.Add(FormattableString.Invariant($"rule {index + 1}: {Match(rule)} boots {rule.Profile}"));
        }

        bool isFirst = lines.Count == 0;
        lines.Add(boot.DefaultProfile is { } standard
            ? $"{(isFirst ? "every machine" : "any other machine")} boots {standard}"
            : $"{(isFirst ? "no machine" : "no other machine")} is told what to boot, because [boot] has no default");
        lines.AddRange(boot.Profiles.Select(profile => $"profile {profile.Name} {Does(profile)}"));
        return lines;
    }

    private static string Machines(IReadOnlyList<string> names) => names.Count <= MostMachines
        ? $"{(names.Count == 1 ? "machine" : "machines")} {Words.List(names)}"
        : FormattableString.Invariant(
            $"{names.Count} machines ({string.Join(", ", names.Take(MostMachines))} and more)");

    private static string Boots(int count) => count == 1 ? "boots" : "boot";

    private static string Match(BootRuleConfig rule)
    {
        List<string> parts = [];
        if (rule.Macs.Count > 0)
        {
            parts.Add($"with MAC {Words.List([.. rule.Macs.Select(mac => mac.ToString())], "or")}");
        }

        if (rule.Uuid is { } uuid)
        {
            parts.Add($"with UUID {uuid}");
        }

        if (rule.Architectures.Count > 0)
        {
            parts.Add($"with {Words.List([.. rule.Architectures.Select(ArchitectureNames.Of)], "or")} firmware");
        }

        if (rule.VendorClass is { } vendor)
        {
            parts.Add($"whose vendor class begins with {TextOf(vendor)}");
        }

        if (rule.Tag is { } tag)
        {
            parts.Add($"tagged {tag}");
        }

        if (rule.Subnet is { } subnet)
        {
            parts.Add($"in subnet {subnet}");
        }

        return parts.Count == 0 ? "every machine" : $"a machine {Words.List(parts)}";
    }

    private static string Does(BootProfileConfig profile)
    {
        string what = profile.Kind switch
        {
            BootProfileKind.Kernel when profile.Initrd.Count > 0 =>
                $"loads kernel {profile.Kernel} with {Words.List([.. profile.Initrd])}",
            BootProfileKind.Kernel => $"loads kernel {profile.Kernel}",
            BootProfileKind.Chain => "hands over to a loader",
            BootProfileKind.Local => "boots the machine's own disk",
            BootProfileKind.Script => "runs an iPXE script",
        };
        string loaders = Words.List(
            [.. profile.Loaders.Select(pair => $"{pair.Value} on {ArchitectureNames.Of(pair.Key)}")]);
        return loaders.Length == 0 ? what : $"{what}; loader {loaders}";
    }

    private static string TextOf(string value) => Parsed.Quote(value);
}
