using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Configuration.Reading.Checks;

/// <summary>Profiles, rules and whatever names them.</summary>
internal static class BootChecks
{
    private static readonly string[] _kindKeys = ["kernel", "initrd", "cmdline", "script", "loader"];

    public static void Run(RackdConfig config, Origin origin, ConfigErrorLog log)
    {
        Origin boot = origin.Table("boot");
        NameRegister<string> names = new(log, ConfigErrorCode.DuplicateName, StringComparer.OrdinalIgnoreCase);
        foreach ((BootProfileConfig profile, Origin at) in config.Boot.Profiles.Zip(boot.Tables("profile")))
        {
            if (at.Has("name"))
            {
                names.Enter(
                    profile.Name, at.At("name"), "boot.profile.name", $"profile \"{profile.Name}\"",
                    owner => $"there is a {owner} already; names are unique");
            }

            if (at.Has("kind"))
            {
                CheckKind(profile, at, log);
            }
        }

        CheckReferences(config, origin, boot, log);
        WarnOfUnreachable(config.Boot.Rules, boot.Tables("rule"), log);
    }

    private static (string Kind, string? Needed, string[] Used) Rules(BootProfileKind kind) => kind switch
    {
        BootProfileKind.Kernel => ("kernel", "kernel", ["kernel", "initrd", "cmdline", "loader"]),
        BootProfileKind.Chain => ("chain", "loader", ["loader"]),
        BootProfileKind.Local => ("local", null, []),
        BootProfileKind.Script => ("script", "script", ["script", "loader"]),
    };

    private static void CheckKind(BootProfileConfig profile, Origin at, ConfigErrorLog log)
    {
        (string kind, string? needed, string[] used) = Rules(profile.Kind);
        bool lacks = needed == "loader" && at.Has(needed) && profile.Loaders.Count == 0;
        if (needed is not null && (lacks || !at.Names(needed)))
        {
            string message = $"a profile of kind \"{kind}\" needs the key \"{needed}\"";
            log.Error(ConfigErrorCode.MissingKey, lacks ? at.At(needed) : at.Place, $"boot.profile.{needed}", message);
        }

        foreach (string key in _kindKeys.Where(key => at.Names(key) && !used.Contains(key)))
        {
            string other = string.Join(", ", Enum.GetValues<BootProfileKind>()
                .Select(Rules)
                .Where(rules => rules.Used.Contains(key))
                .Select(rules => $"\"{rules.Kind}\""));
            string message = $"a profile of kind \"{kind}\" does not use {key}, which belongs to kind {other}";
            ConfigNote note = new(at.KeyAt("kind"), "kind set here");
            log.Error(ConfigErrorCode.KeyOfOtherKind, at.KeyAt(key), $"boot.profile.{key}", message, seeAlso: note);
        }
    }

    private static void CheckReferences(RackdConfig config, Origin origin, Origin boot, ConfigErrorLog log)
    {
        NameList profiles = new(log, "boot profile", config.Boot.Profiles.Select(profile => profile.Name));
        NameList subnets = new(log, "subnet", PlacedSubnet.All(config, origin)
            .Where(subnet => subnet.HasName)
            .Select(subnet => subnet.Config.Name));
        if (boot.Has("default"))
        {
            profiles.Require(config.Boot.DefaultProfile!, boot.At("default"), "boot.default");
        }

        foreach ((BootRuleConfig rule, Origin at) in config.Boot.Rules.Zip(boot.Tables("rule")))
        {
            if (at.Has("profile"))
            {
                profiles.Require(rule.Profile, at.At("profile"), "boot.rule.profile");
            }

            if (rule.Subnet is { } subnet)
            {
                subnets.Require(subnet, at.Table("match").At("subnet"), "boot.rule.match.subnet");
            }
        }

        foreach ((MachineConfig machine, Origin at) in config.Machines.Zip(origin.Tables("machine")))
        {
            if (machine.Boot is { } own)
            {
                profiles.Require(own, at.At("boot"), "machine.boot");
            }
        }
    }

    private static void WarnOfUnreachable(
        IReadOnlyList<BootRuleConfig> rules, IReadOnlyList<Origin> places, ConfigErrorLog log)
    {
        for (int index = 0; index < rules.Count - 1; index++)
        {
            if (HoldsAlways(rules[index]))
            {
                log.Warning(
                    ConfigErrorCode.UnreachableRule, places[index + 1].Place, "boot.rule",
                    "this rule and those behind it are never reached, "
                    + "because the one before asks for nothing and so always holds",
                    new ConfigNote(places[index].Place, $"rule for profile {Parsed.Quote(rules[index].Profile)} here"));
                return;
            }
        }
    }

    private static bool HoldsAlways(BootRuleConfig rule) =>
        rule is { Macs.Count: 0, Uuid: null, Architectures.Count: 0, VendorClass: null, Subnet: null, Tag: null };

    private sealed class NameList(ConfigErrorLog log, string what, IEnumerable<string> names)
    {
        private const int MostShown = 8;
        private const int MostGuesses = 100;

        private readonly SortedSet<string> _names = new(names.Where(name => name.Length > 0), StringComparer.Ordinal);
        private int _guesses;

        public void Require(string name, ConfigPlace place, string key)
        {
            if (_names.Contains(name))
            {
                return;
            }

            string known = _names.Count switch
            {
                0 => $"no {what} is defined",
                <= MostShown => $"known: {string.Join(", ", _names)}",
                _ => $"{_names.Count} others are defined",
            };
            string? near = _guesses++ < MostGuesses ? EditDistance.Nearest(name, _names) : null;
            log.Error(
                ConfigErrorCode.DanglingReference, place, key, $"there is no {what} {Parsed.Quote(name)}; {known}",
                near is null ? null : Parsed.Quote(near));
        }
    }
}
