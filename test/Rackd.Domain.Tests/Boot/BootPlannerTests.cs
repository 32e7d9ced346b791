using FsCheck;
using FsCheck.Fluent;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Snapshots;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Boot;

internal sealed class BootPlannerTests
{
    private const string ScriptUrl =
        "http://10.1.0.1:5248/boot.ipxe?mac=52:54:00:12:34:56&arch=uefi-x64&uuid=00112233-4455-6677-8899-aabbccddeeff";

    private static IEnumerable<TestCaseData> Plans()
    {
        yield return Row("Rom_gets_a_name", Rack.Debian, Rack.Rom(ClientArchitecture.UefiX64), Name("debian", "snponly.efi"));
        yield return Row("Bios_rom_gets_undionly", Rack.Debian, Rack.Rom(ClientArchitecture.Bios), Name("debian", "undionly.kpxe"));
        yield return Row(
            "Http_boot_gets_a_url",
            Rack.Debian,
            Rack.HttpBoot(ClientArchitecture.UefiX64Http),
            Url("debian", "http://10.1.0.1:5248/snponly.efi"));
        yield return Row("Ipxe_gets_its_script", Rack.Debian, Rack.Ipxe(ClientArchitecture.UefiX64), Url("debian", ScriptUrl));
        yield return Row(
            "Ipxe_gets_the_script_of_a_chain_too", Rack.Grub, Rack.Ipxe(ClientArchitecture.UefiX64), Url("grub", ScriptUrl));
        yield return Row(
            "Ipxe_gets_the_script_that_leaves", Rack.Local, Rack.Ipxe(ClientArchitecture.UefiX64), Url("disk", ScriptUrl));
        yield return Row(
            "Ipxe_without_architecture",
            Rack.Debian,
            new PxeClient(PxeClientKind.Ipxe, null, string.Empty, null),
            Url("debian", "http://10.1.0.1:5248/boot.ipxe?mac=52:54:00:12:34:56"));
        yield return Row(
            "Rom_gets_nothing_for_its_disk",
            Rack.Local,
            Rack.Rom(ClientArchitecture.UefiX64),
            new BootPlan.None("disk", BootRefusal.LocalDisk));
        yield return Row(
            "Http_boot_gets_nothing_for_its_disk",
            Rack.Local,
            Rack.HttpBoot(ClientArchitecture.UefiX64Http),
            new BootPlan.None("disk", BootRefusal.LocalDisk));
        yield return Row(
            "Ipxe_of_a_rom_gets_the_build_that_the_profile_names",
            Rack.OwnIpxe,
            Rack.Ipxe(ClientArchitecture.Bios),
            Name("own", "ipxe/undionly.kpxe"));
        yield return Row(
            "Ipxe_that_was_given_gets_its_script",
            Rack.OwnIpxe,
            Rack.Ipxe(ClientArchitecture.Bios) with { IsGiven = true },
            Url("own", ScriptUrl.Replace("uefi-x64", "bios", StringComparison.Ordinal)));
        yield return Row(
            "A_build_for_another_architecture_is_none_for_this_one",
            Rack.OwnIpxe,
            Rack.Ipxe(ClientArchitecture.UefiX64),
            Url("own", ScriptUrl));
        yield return Row("Rom_gets_the_chains_loader", Rack.Grub, Rack.Rom(ClientArchitecture.UefiX64), Name("grub", "shimx64.efi"));
        yield return Row(
            "Http_boot_gets_the_chains_loader",
            Rack.Grub,
            Rack.HttpBoot(ClientArchitecture.UefiX64Http),
            Url("grub", "http://10.1.0.1:5248/shimx64.efi"));
        yield return Row(
            "A_chain_has_no_built_in_loader",
            Rack.Grub,
            Rack.Rom(ClientArchitecture.Bios),
            new BootPlan.None("grub", BootRefusal.NoLoaderForArchitecture));
        yield return Row(
            "Unknown_architecture",
            Rack.Debian,
            Rack.Rom((ClientArchitecture)39),
            new BootPlan.None("debian", BootRefusal.NoLoaderForArchitecture));
        yield return Row(
            "No_architecture", Rack.Debian, Rack.Rom(null), new BootPlan.None("debian", BootRefusal.NoLoaderForArchitecture));
        yield return Row("An_operating_system", Rack.Debian, PxeClient.None, new BootPlan.None(null, BootRefusal.NotAsked));

        static TestCaseData Row(string name, BootProfileConfig profile, PxeClient client, BootPlan plan) =>
            new TestCaseData(profile, client, plan).SetName(name);
        static BootPlan Name(string profile, string name) => new BootPlan.File(profile, name, IsUrl: false);
        static BootPlan Url(string profile, string url) => new BootPlan.File(profile, url, IsUrl: true);
    }

    [TestCaseSource(nameof(Plans))]
    public void Plan(BootProfileConfig profile, PxeClient client, BootPlan expected) =>
        Assert.That(
            BootPlanner.Plan(Rack.Snapshot(profile), client, Rack.Known, Rack.Subnet, Rack.Server), Is.EqualTo(expected));

    [Test]
    public void Nobody_named_a_profile() =>
        Assert.That(
            BootPlanner.Plan(Rack.Snapshot(), Rack.Rom(ClientArchitecture.Bios), Rack.Known, Rack.Subnet, Rack.Server),
            Is.EqualTo(new BootPlan.None(null, BootRefusal.NoProfile)));

    [Test]
    public void A_closed_subnet_boots_nobody() =>
        Assert.That(
            BootPlanner.Plan(
                Rack.Snapshot(Rack.Debian),
                Rack.Ipxe(ClientArchitecture.Bios),
                Rack.Known,
                Rack.Subnet with { AllowBoot = false },
                Rack.Server),
            Is.EqualTo(new BootPlan.None(null, BootRefusal.SubnetClosed)));

    [Test]
    public void Without_http_ipxe_gets_its_script_by_tftp_and_http_boot_nothing()
    {
        RackdConfig config = Rack.Config(Rack.Debian) with { Http = new HttpConfig { Enabled = false } };
        ConfigSnapshot snapshot = new(config, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                BootPlanner.Plan(snapshot, Rack.Ipxe(null) with { Uuid = null }, Rack.Known, Rack.Subnet, Rack.Server),
                Is.EqualTo(new BootPlan.File("debian", "tftp://10.1.0.1/boot.ipxe?mac=52:54:00:12:34:56", IsUrl: true)));
            Assert.That(
                BootPlanner.Plan(
                    snapshot, Rack.HttpBoot(ClientArchitecture.UefiX64Http), Rack.Known, Rack.Subnet, Rack.Server),
                Is.EqualTo(new BootPlan.None("debian", BootRefusal.HttpDisabled)));
        }
    }

    [Test]
    public void Ipxe_is_never_given_a_boot_program([Values] BootProfileKind kind, [Values] ClientArchitecture architecture)
    {
        BootProfileConfig profile = new()
        {
            Name = "any",
            Kind = kind,
            Loaders = new Dictionary<ClientArchitecture, string> { [architecture] = "loader.efi" },
        };
        BootPlan plan = BootPlanner.Plan(
            Rack.Snapshot(profile), Rack.Ipxe(architecture), Rack.Unknown, Rack.Subnet, Rack.Server);
        Assert.That(plan, Is.InstanceOf<BootPlan.File>().With.Property(nameof(BootPlan.File.Name)).Contains("/boot.ipxe?mac="));
    }

    [Test]
    public void The_scripts_url_fits_the_file_field_of_dhcp() =>
        Prop.ForAll<ulong, Guid>((mac, uuid) =>
        {
            int longest = Enum.GetValues<ClientArchitecture>().Max(architecture =>
                BootUrl.Script("http://255.255.255.255:65535", new MacAddress(mac), architecture, uuid).Length);
            return longest <= 127;
        }).QuickCheckThrowOnFailure();

    [TestCase("10.1.0.1", 5248, "http://10.1.0.1:5248")]
    [TestCase("10.1.0.1", 80, "http://10.1.0.1")]
    [TestCase("::ffff:10.1.0.1", 5248, "http://10.1.0.1:5248")]
    [TestCase("fd00::1", 5248, "http://[fd00::1]:5248")]
    [TestCase("fe80::1%3", 80, "http://[fe80::1]")]
    public void Origin(string address, int port, string expected) =>
        Assert.That(BootUrl.HttpOrigin(Rack.Ip(address), port), Is.EqualTo(expected));

    [TestCase("/a//b", "http://s/a//b")]
    [TestCase("debian 12/vm${linuz}?", "http://s/debian%2012/vm%24%7Blinuz%7D%3F")]
    public void File_url(string name, string expected) => Assert.That(BootUrl.File("http://s", name), Is.EqualTo(expected));
}
