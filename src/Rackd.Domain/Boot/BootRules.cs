using Rackd.Domain.Configuration;
using Rackd.Domain.Machines;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Boot;

/// <summary>What named the profile.</summary>
public enum BootChoiceSource
{
    /// <summary>Nothing did.</summary>
    None = 0,

    /// <summary>The machine's own <c>boot</c> key.</summary>
    Machine,

    /// <summary>A <c>[[boot.rule]]</c>.</summary>
    Rule,

    /// <summary><c>[boot] default</c>.</summary>
    Default,
}

/// <summary>The part of a rule on which a match failed.</summary>
public enum BootRulePart
{
    /// <summary>Hardware address.</summary>
    Mac = 0,

    /// <summary>SMBIOS UUID.</summary>
    Uuid,

    /// <summary>Architecture.</summary>
    Architecture,

    /// <summary>Vendor class.</summary>
    VendorClass,

    /// <summary>Subnet.</summary>
    Subnet,

    /// <summary>Tag of the machine.</summary>
    Tag,
}

/// <summary>A rule that did not match.</summary>
/// <param name="Rule">Place in the configuration, from 0.</param>
/// <param name="Part">The first part that failed.</param>
public readonly record struct BootRuleMiss(int Rule, BootRulePart Part);

/// <summary>The profile of a machine, and how it was found.</summary>
/// <param name="Profile">The profile, null for none.</param>
/// <param name="Source">What named it.</param>
/// <param name="Rule">Place of the rule that matched, from 0; -1 unless a rule did.</param>
/// <param name="Misses">The rules before it that did not match, at most <see cref="BootRules.MaxMisses"/>.</param>
public sealed record BootChoice(
    BootProfileConfig? Profile, BootChoiceSource Source, int Rule, IReadOnlyList<BootRuleMiss> Misses);

/// <summary>Which profile a machine boots: its own, else the first rule that matches, else the default.</summary>
public static class BootRules
{
    /// <summary>How many failed rules a choice remembers.</summary>
    public const int MaxMisses = 32;

    /// <summary>Chooses the profile.</summary>
    /// <param name="boot">The configuration.</param>
    /// <param name="machine">The machine, known or not.</param>
    /// <param name="client">What it says of itself. The vendor class is that of the program which asks now.</param>
    /// <param name="subnet">Where it asks from, null for outside every subnet.</param>
    public static BootChoice Choose(BootConfig boot, Machine machine, PxeClient client, SubnetConfig? subnet)
    {
        if (machine.Config?.Boot is { } own)
        {
            return new BootChoice(FindProfile(boot, own), BootChoiceSource.Machine, -1, []);
        }

        List<BootRuleMiss>? misses = null;
        for (int index = 0; index < boot.Rules.Count; index++)
        {
            BootRuleConfig rule = boot.Rules[index];
            if (FirstFailure(rule, machine, client, subnet) is not { } part)
            {
                return new BootChoice(FindProfile(boot, rule.Profile), BootChoiceSource.Rule, index, misses ?? []);
            }

            misses ??= [];
            if (misses.Count < MaxMisses)
            {
                misses.Add(new BootRuleMiss(index, part));
            }
        }

        BootProfileConfig? standard = boot.DefaultProfile is { } name ? FindProfile(boot, name) : null;
        BootChoiceSource source = standard is null ? BootChoiceSource.None : BootChoiceSource.Default;
        return new BootChoice(standard, source, -1, misses ?? []);
    }

    /// <summary>The profile with a name, null for none; the configuration reader refuses names that lead nowhere.</summary>
    public static BootProfileConfig? FindProfile(BootConfig boot, string name)
    {
        foreach (BootProfileConfig profile in boot.Profiles)
        {
            if (string.Equals(profile.Name, name, StringComparison.Ordinal))
            {
                return profile;
            }
        }

        return null;
    }

    private static BootRulePart? FirstFailure(
        BootRuleConfig rule, Machine machine, PxeClient client, SubnetConfig? subnet)
    {
        if (rule.Macs.Count > 0 && !rule.Macs.Contains(machine.Mac))
        {
            return BootRulePart.Mac;
        }

        if (rule.Uuid is { } uuid && uuid != (client.Uuid ?? machine.Config?.Uuid))
        {
            return BootRulePart.Uuid;
        }

        if (rule.Architectures.Count > 0 && !IsAmong(rule.Architectures, client.Architecture))
        {
            return BootRulePart.Architecture;
        }

        if (rule.VendorClass is { } beginning && !client.VendorClass.StartsWith(beginning, StringComparison.Ordinal))
        {
            return BootRulePart.VendorClass;
        }

        if (rule.Subnet is { } name && !string.Equals(subnet?.Name, name, StringComparison.Ordinal))
        {
            return BootRulePart.Subnet;
        }

        return rule.Tag is { } tag && machine.Config?.Tags.Contains(tag) != true ? BootRulePart.Tag : null;
    }

    // "uefi-x64" is the machine's kind, however it boots: iPXE that came by HTTP says 7 again, not 16.
    private static bool IsAmong(IReadOnlyList<ClientArchitecture> wanted, ClientArchitecture? architecture) =>
        architecture is { } told && (wanted.Contains(told) || wanted.Contains(ArchitectureNames.PlainForm(told)));
}
