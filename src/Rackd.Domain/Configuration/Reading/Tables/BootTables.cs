using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>The keys of <c>[boot]</c> and the tables below it.</summary>
internal static class BootTables
{
    private static readonly KeyType<BootProfileKind> _kinds = new ChoiceKeyType<BootProfileKind>(
        ("kernel", BootProfileKind.Kernel),
        ("chain", BootProfileKind.Chain),
        ("local", BootProfileKind.Local),
        ("script", BootProfileKind.Script));

    private static readonly TableShape<BootProfileConfig> _profile = new(
        "boot.profile",
        "[[boot.profile]]",
        new BootProfileConfig { Name = string.Empty, Kind = default },
        "Something that a machine can boot.",
        [
            Key<BootProfileConfig>.Required(
                "name", KeyTypes.Label, (profile, value) => profile with { Name = value },
                "What the profile is called."),
            Key<BootProfileConfig>.Required(
                "kind", _kinds, (profile, value) => profile with { Kind = value },
                "\"kernel\" loads Linux, \"chain\" hands over to another loader, "
                + "\"local\" boots the machine's own disk, \"script\" runs a script of yours in iPXE."),
            Key<BootProfileConfig>.Optional(
                "kernel", KeyTypes.BootFile, (profile, value) => profile with { Kernel = value },
                "needed by kind \"kernel\"",
                "The kernel, a file below the root."),
            Key<BootProfileConfig>.Value(
                "initrd", KeyTypes.BootFiles, profile => profile.Initrd,
                (profile, value) => profile with { Initrd = value },
                "Initial RAM disks, files below the root, in their order."),
            Key<BootProfileConfig>.Value(
                "cmdline", KeyTypes.MaybeEmptyText, profile => profile.Cmdline,
                (profile, value) => profile with { Cmdline = value },
                "The kernel's command line, a template."),
            Key<BootProfileConfig>.Optional(
                "script", KeyTypes.FreeText, (profile, value) => profile with { Script = value },
                "needed by kind \"script\"",
                "The iPXE script, a template."),
            Key<BootProfileConfig>.Value(
                "loader", ArchitectureKeyTypes.Loaders, profile => profile.Loaders,
                (profile, value) => profile with { Loaders = value },
                "Boot program by architecture, files below the root, where the usual iPXE is not wanted."),
        ]);

    private static readonly TableShape<BootRuleConfig> _match = new(
        "boot.rule.match",
        "match of [[boot.rule]]",
        new BootRuleConfig { Profile = string.Empty },
        "What a machine must be for the rule to hold; all that is given has to hold.",
        [
            Key<BootRuleConfig>.Optional(
                "mac", KeyTypes.Macs, (rule, value) => rule with { Macs = value },
                "any",
                "One of these hardware addresses."),
            Key<BootRuleConfig>.Optional(
                "uuid", KeyTypes.Uuid, (rule, value) => rule with { Uuid = value },
                "any",
                "The UUID of the board."),
            Key<BootRuleConfig>.Optional(
                "arch", ArchitectureKeyTypes.Architectures, (rule, value) => rule with { Architectures = value },
                "any",
                "One of these architectures."),
            Key<BootRuleConfig>.Optional(
                "vendor_class", KeyTypes.FreeText, (rule, value) => rule with { VendorClass = value },
                "any",
                "How the client's vendor class begins, such as \"PXEClient\"."),
            Key<BootRuleConfig>.Optional(
                "subnet", KeyTypes.Label, (rule, value) => rule with { Subnet = value },
                "any",
                "The subnet in which it asks, by name."),
            Key<BootRuleConfig>.Optional(
                "tag", KeyTypes.Label, (rule, value) => rule with { Tag = value },
                "any",
                "A tag of the machine."),
        ]);

    private static readonly TableShape<BootRuleConfig> _rule = new(
        "boot.rule",
        "[[boot.rule]]",
        new BootRuleConfig { Profile = string.Empty },
        "Which profile a machine gets; the first rule that holds decides.",
        [
            Key<BootRuleConfig>.Required(
                "profile", KeyTypes.Label, (rule, value) => rule with { Profile = value },
                "The profile."),
            Key<BootRuleConfig>.Table(_match, rule => rule, (_, read) => read),
        ]);

    public static TableShape<BootConfig> Boot { get; } = new(
        "boot",
        "[boot]",
        new BootConfig(),
        "What machines boot.",
        [
            Key<BootConfig>.Optional(
                "default", KeyTypes.Label, (boot, value) => boot with { DefaultProfile = value },
                "machines that nothing names get no boot file",
                "The profile of machines that neither a rule nor their own table names."),
            Key<BootConfig>.Rows(_profile, (boot, rows) => boot with { Profiles = rows }),
            Key<BootConfig>.Rows(_rule, (boot, rows) => boot with { Rules = rows }),
        ]);
}
