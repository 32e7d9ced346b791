using System.Collections;
using System.Reflection;
using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;

namespace Rackd.Domain.Tests.Configuration.Reading;

internal sealed class ConfigKeysTests
{
    // A value for each key that differs from what holds without it. Local to the kinds of profile that use it.
    private const string EveryKey = """
        [rackd]
        name = "r12"
        state_dir = "/tmp/state"
        log_level = "debug"
        [control]
        socket = "/tmp/sock"
        group = "rackd-admin"
        [dhcp]
        enabled = false
        lease_time = "2h"
        pxe_lease_time = "10m"
        authoritative = false
        offer_hold = "2m"
        decline_quarantine = "2d"
        force_broadcast = true
        [tftp]
        enabled = false
        listen = "10.0.0.1:1069"
        root = "/tmp/root"
        max_blksize = 1024
        max_windowsize = 8
        max_transfers = 16
        [http]
        enabled = false
        listen = "10.0.0.1:8080"
        root = "/tmp/http"
        [[subnet]]
        name = "r1"
        cidr = "10.1.0.0/24"
        interface = "eth1"
        gateway = "10.1.0.1"
        dns = ["10.1.0.2"]
        ntp = ["10.1.0.3"]
        domain = "rack.example"
        mtu = 9000
        managed = false
        allow_boot = false
        lease_time = "3h"
        pxe_lease_time = "4m"
        authoritative = true
        next_server = "10.1.0.4"
        [[subnet.range]]
        type = "reserved"
        from = "10.1.0.100"
        to = "10.1.0.199"
        [[subnet.reservation]]
        mac = "52:54:00:00:00:01"
        ip = "10.1.0.10"
        name = "switch"
        [[machine]]
        name = "r1u07"
        tags = ["compute"]
        uuid = "4c4c4544-0042-3510-8052-b4c04f4b4e32"
        boot = "debian"
        [[machine.nic]]
        mac = "52:54:00:00:00:02"
        name = "eno1"
        ip = "10.1.0.11"
        [boot]
        default = "debian"
        [[boot.profile]]
        name = "shell"
        kind = "script"
        script = "shell"
        [[boot.profile]]
        name = "debian"
        kind = "kernel"
        kernel = "vmlinuz"
        initrd = ["initrd"]
        cmdline = "quiet"
        loader = { bios = "ipxe.pxe" }
        [[boot.rule]]
        profile = "debian"
        [boot.rule.match]
        mac = "52:54:00:00:00:03"
        uuid = "4c4c4544-0042-3510-8052-b4c04f4b4e33"
        arch = "bios"
        vendor_class = "PXEClient"
        subnet = "r1"
        tag = "compute"
        """;

    private static readonly RackdConfig _full = Read(EveryKey);

    [TestCaseSource(nameof(Paths))]
    public void A_key_changes_the_configuration(string path)
    {
        ConfigKey key = ConfigKeys.Find(path)!;
        // Rows of profiles are of different kinds, so each has only some of the keys: the first that has it is taken.
        string[] lines = EveryKey.Split('\n');
        int header = Array.FindIndex(lines, line => line.Trim() == key.Title || line.Trim() == $"[{key.Table}]");
        int at = Array.FindIndex(lines, header, line => line.StartsWith($"{key.Name} = ", StringComparison.Ordinal));
        Assert.That(at, Is.GreaterThan(header), "the text above lacks the key");
        if (key.IsRequired)
        {
            return;
        }

        string text = string.Join('\n', lines.Where((_, index) => index != at));
        RackdConfig? without = ConfigReader.Read("keys.toml", text).Config;

        Assert.That(without is null ? "not usable" : Dump(without), Is.Not.EqualTo(Dump(_full)));
    }

    [Test]
    public void Every_property_of_every_record_is_reached_by_a_key()
    {
        List<string> unreached = [];
        Compare(_full, new RackdConfig(), nameof(RackdConfig), unreached);
        CompareRow(_full.Subnets[0], new SubnetConfig { Name = string.Empty, Network = default }, unreached);
        CompareRow(_full.Subnets[0].Ranges[0], new RangeConfig(default, default), unreached);
        CompareRow(_full.Subnets[0].Reservations[0], new ReservationConfig(default, default, null), unreached);
        CompareRow(_full.Machines[0], new MachineConfig { Name = string.Empty }, unreached);
        CompareRow(_full.Machines[0].Nics[0], new NicConfig(default, null, null), unreached);
        CompareRow(_full.Boot.Rules[0], new BootRuleConfig { Profile = string.Empty }, unreached);
        BootProfileConfig merged =
            _full.Boot.Profiles[1] with { Kind = BootProfileKind.Script, Script = _full.Boot.Profiles[0].Script };
        CompareRow(merged, new BootProfileConfig { Name = string.Empty, Kind = default }, unreached);

        Assert.That(unreached, Is.Empty);
    }

    [Test]
    public void Every_default_that_is_told_can_be_read_back_and_changes_nothing()
    {
        IEnumerable<string> tables = ConfigKeys.All
            .Where(key => key.Default is not null && !key.Table.Contains('.', StringComparison.Ordinal) && key.Title[1] != '[')
            .GroupBy(key => key.Title, (title, keys) =>
                $"{title}\n{string.Join('\n', keys.Select(key => $"{key.Name} = {key.Default}"))}\n");

        Assert.That(Dump(Read(string.Concat(tables))), Is.EqualTo(Dump(new RackdConfig())));
    }

    [Test]
    public void Every_key_says_what_it_does_and_what_holds_without_it() =>
        Assert.That(ConfigKeys.All.Where(key => !key.Help.EndsWith('.') || WordsAboutAbsence(key) != 1), Is.Empty);

    [TestCase("discovery")]
    [TestCase("power")]
    [TestCase("proxy")]
    [TestCase("web")]
    [TestCase("zone")]
    [TestCase("fabric")]
    [TestCase("vlan")]
    [TestCase("hook")]
    public void A_table_of_a_later_version_is_not_taken_in_silence(string table) =>
        Assert.That(
            ConfigReader.Read("later.toml", $"[{table}]\n").Findings.Select(finding => finding.Code),
            Is.EqualTo([ConfigErrorCode.UnknownKey]));

    private static int WordsAboutAbsence(ConfigKey key) =>
        (key.IsRequired ? 1 : 0) + (key.Default is null ? 0 : 1) + (key.Otherwise is null ? 0 : 1);

    private static IEnumerable<string> Paths() => ConfigKeys.All.Select(key => key.Path);

    private static RackdConfig Read(string text)
    {
        ConfigReading reading = ConfigReader.Read("keys.toml", text);
        return reading.Config ?? throw new InvalidOperationException(string.Join('\n', reading.Findings));
    }

    private static void CompareRow(object full, object blank, List<string> unreached) =>
        Compare(full, blank, full.GetType().Name, unreached);

    private static void Compare(object full, object blank, string path, List<string> unreached)
    {
        foreach (PropertyInfo property in full.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            (object? set, object? start) = (property.GetValue(full), property.GetValue(blank));
            bool isTable = property.PropertyType.Name.EndsWith("Config", StringComparison.Ordinal);
            if (isTable)
            {
                Compare(set!, start!, $"{path}.{property.Name}", unreached);
            }
            else if (Text(set) == Text(start))
            {
                unreached.Add($"{path}.{property.Name}");
            }
        }
    }

    private static string Dump(object value) => value.GetType().Name.EndsWith("Config", StringComparison.Ordinal)
        ? $"{{{string.Join(", ", value.GetType().GetProperties().Select(property => $"{property.Name}={Text(property.GetValue(value))}"))}}}"
        : value.ToString()!;

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Text))}]",
        _ => Dump(value),
    };
}
