using System.Net;
using System.Text;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Events;
using Rackd.Domain.Snapshots;
using Rackd.Services.Storage;
using Rackd.Testing;
using Rackd.Wire.Dhcp4;

namespace Rackd.Services.Tests.Storage;

internal sealed class BootContentTests : IDisposable
{
    private readonly TemporaryRoot _root = new();

    public void Dispose() => _root.Dispose();

    [TestCase("10.1.0.7", null)]
    [TestCase("::ffff:10.1.0.7", null)]
    [TestCase("127.0.0.1", null)]
    [TestCase("::1", null)]
    [TestCase("::ffff:127.0.0.1", null)]
    [TestCase("10.2.0.7", BootFileRefusal.ClientNotAllowed)]
    [TestCase("192.0.2.1", BootFileRefusal.ClientNotAllowed)]
    [TestCase("fd00::7", BootFileRefusal.ClientNotAllowed)]
    public void Only_subnets_that_allow_boot_are_served(string client, BootFileRefusal? expected)
    {
        _root.Write("file", "x");
        BootContentResult result = Open("file", IPAddress.Parse(client));
        Assert.That((result as BootContentResult.Missing)?.Reason, Is.EqualTo(expected));
    }

    [TestCase("/debian/vmlinuz", BootFileRole.Kernel)]
    [TestCase("debian//initrd.gz", BootFileRole.Initrd)]
    [TestCase(@"\snponly.efi", BootFileRole.Loader)]
    [TestCase("readme", BootFileRole.Other)]
    public void A_file_has_a_role_and_an_owner(string name, BootFileRole role)
    {
        _root.Write(name.Replace('\\', '/').TrimStart('/'), "x");
        using BootFile file = Found(Open(name, Rack.Node));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(file.Role, Is.EqualTo(role));
            Assert.That(file.Owner, Is.EqualTo(new BootFileOwner(Rack.Mac, "r1u07")));
            Assert.That(file.Profile, Is.Null);
        }
    }

    private static IEnumerable<TestCaseData> KnownNames()
    {
        string[] names =
        [
            "boot.ipxe?mac=52:54:00:12:34:56", "boot.ipxe", "autoexec.ipxe", "grub/grub.cfg",
            "grub/grub.cfg-01-52-54-00-12-34-56", "grub/grub.cfg-00112233-4455-6677-8899-aabbccddeeff", "grub/grub.cfg-0A010007",
            "pxelinux.cfg/01-52-54-00-12-34-56", "pxelinux.cfg/0A010007", "pxelinux.cfg/default",
            "bios/pxelinux.cfg/00112233-4455-6677-8899-aabbccddeeff",
        ];
        return names.Select(name => new TestCaseData(name));
    }

    [TestCaseSource(nameof(KnownNames))]
    public void A_script_is_rendered_for_the_machine(string name)
    {
        foreach (BootTransport transport in Enum.GetValues<BootTransport>())
        {
            using BootFile file = Found(Open(name, Rack.Node, transport: transport));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Text(file), Does.Contain("hostname=r1u07").And.Contains("BOOTIF=01-52-54-00-12-34-56"));
                Assert.That(file.Owner, Is.EqualTo(new BootFileOwner(Rack.Mac, "r1u07")));
                Assert.That(file.Role, Is.EqualTo(BootFileRole.Script));
                Assert.That(file.Profile, Is.EqualTo("debian"));
                Assert.That(file.Length, Is.EqualTo(Text(file).Length));
            }
        }
    }

    [TestCase("boot.ipxe?mac=52:54:00:12:34:56")]
    [TestCase("grub/grub.cfg-01-52-54-00-12-34-56")]
    [TestCase("pxelinux.cfg/01-52-54-00-12-34-56")]
    [TestCase("pxelinux.cfg/00112233-4455-6677-8899-aabbccddeeff")]
    public void The_name_tells_the_machine_also_from_an_address_without_a_lease(string name)
    {
        using BootFile file = Found(Open(name, Rack.Nobody));
        Assert.That(Text(file), Does.Contain("hostname=r1u07"));
    }

    [Test]
    public void A_file_with_the_very_name_wins()
    {
        _root.Write("grub/grub.cfg", "by hand");
        using BootFile file = Found(Open("grub/grub.cfg", Rack.Node));
        Assert.That(Text(file), Is.EqualTo("by hand"));
    }

    [TestCase("pxelinux.cfg/01-52-54-00-99-99-99")]
    [TestCase("grub/grub.cfg-01-52-54-00-99-99-99")]
    [TestCase("pxelinux.cfg/0A010063")]
    [TestCase("autoexec.ipxe")]
    [TestCase("pxelinux.cfg/ffffffff-4455-6677-8899-aabbccddeeff")]
    [TestCase("pxelinux.cfg/0A0100")]
    [TestCase("grub/x86_64-efi/fs.lst")]
    public void A_stranger_looks_on_to_the_last_name(string name) =>
        Assert.That(
            Open(name, Rack.Stranger), Is.EqualTo(new BootContentResult.Missing(BootFileRefusal.NotFound, Expected: true)));

    [TestCase("pxelinux.cfg/default")]
    [TestCase("grub/grub.cfg")]
    [TestCase("boot.ipxe?mac=52:54:00:99:99:99")]
    public void A_stranger_gets_the_default_under_the_last_name(string name)
    {
        using BootFile file = Found(Open(name, Rack.Stranger));
        Assert.That((file.Profile, file.Owner), Is.EqualTo(("debian", new BootFileOwner(Rack.StrangerMac, null))));
    }

    [Test]
    public void A_stranger_that_a_rule_names_is_served_under_the_first_name()
    {
        BootConfig boot = new()
        {
            Profiles = [Rack.Debian],
            Rules = [new BootRuleConfig { Profile = "debian", Macs = [Rack.StrangerMac] }],
        };
        using BootFile file = Found(Open("pxelinux.cfg/01-52-54-00-99-99-99", Rack.Stranger, boot));
        Assert.That(file.Profile, Is.EqualTo("debian"));
    }

    [TestCase("boot.ipxe", false)]
    [TestCase("pxelinux.cfg/default", false)]
    [TestCase("pxelinux.cfg/01-52-54-00-12-34-56", true)]
    public void Without_a_profile_the_last_name_says_so(string name, bool isExpected)
    {
        BootContentResult.Missing missing = (BootContentResult.Missing)Open(name, Rack.Node, new BootConfig());
        Assert.That(
            (missing.Reason, missing.Expected),
            Is.EqualTo((isExpected ? BootFileRefusal.NotFound : BootFileRefusal.NoProfile, isExpected)));
    }

    [Test]
    public void A_chains_own_loader_is_not_chained_again()
    {
        BootProfileConfig chain = new()
        {
            Name = "grub",
            Kind = BootProfileKind.Chain,
            Loaders = new Dictionary<ClientArchitecture, string> { [ClientArchitecture.Bios] = "pxelinux.0" },
        };
        BootConfig boot = new() { Profiles = [chain], DefaultProfile = "grub" };
        using BootFile last = Found(Open("pxelinux.cfg/default", Rack.Node, boot));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Open("pxelinux.cfg/01-52-54-00-12-34-56", Rack.Node, boot), Is.InstanceOf<BootContentResult.Missing>());
            Assert.That(Text(last), Does.Not.Contain("pxelinux.0"));
        }
    }

    [Test]
    public void A_bad_template_is_a_reasoned_refusal()
    {
        BootConfig boot = new() { Profiles = [Rack.Debian with { Cmdline = "{{nothing}}" }], DefaultProfile = "debian" };
        BootContentResult.Missing missing = (BootContentResult.Missing)Open("boot.ipxe", Rack.Node, boot);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(missing.Reason, Is.EqualTo(BootFileRefusal.TemplateFailed));
            Assert.That(missing.Detail, Does.Contain("debian").And.Contains("cmdline").And.Contains("nothing"));
        }
    }

    [TestCase("boot.ipxe?mac=52:54:00:12:34:56&arch=uefi-arm64", "arm")]
    [TestCase("boot.ipxe?mac=52:54:00:12:34:56&arch=uefi-x64", "debian")]
    [TestCase("grub/grub.cfg", "arm")]
    public void Rules_see_the_architecture_that_dhcp_saw(string name, string profile)
    {
        BootConfig boot = new()
        {
            Profiles = [Rack.Debian, Rack.Debian with { Name = "arm" }],
            DefaultProfile = "debian",
            Rules = [new BootRuleConfig { Profile = "arm", Architectures = [ClientArchitecture.UefiArm64] }],
        };
        Rack rack = new(_root.Path, boot)
        {
            Client = new PxeClient(PxeClientKind.PxeRom, ClientArchitecture.UefiArm64, "PXEClient:Arch:00011", null),
        };
        using BootFile file = Found(Open(rack, name, Rack.Node));
        Assert.That(file.Profile, Is.EqualTo(profile));
    }

    [Test]
    public void A_reload_changes_what_is_served_next()
    {
        Rack rack = new(_root.Path);
        BootContent content = new(rack.Config, rack, new ManualTime());
        BootFileRequest request = new("boot.ipxe", Rack.Node, Rack.Server, BootTransport.Http);
        using BootFile before = Found(content.Open(request));
        RackdConfig next = rack.Config.Current.Config with
        {
            Boot = new BootConfig { Profiles = [Rack.Debian with { Cmdline = "quiet" }], DefaultProfile = "debian" },
        };
        rack.Config.Swap(new ConfigSnapshot(next, 2));
        using BootFile after = Found(content.Open(request));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(before), Does.Contain("hostname=r1u07"));
            Assert.That(Text(after), Does.Contain("quiet").And.Not.Contains("hostname"));
            Assert.That(after.EntityTag, Is.Not.EqualTo(before.EntityTag));
        }
    }

    [Test]
    public void A_name_is_decoded_once_over_http_and_never_over_tftp()
    {
        _root.Write("a b", "decoded");
        _root.Write("a%20b", "plain");
        using BootFile http = Found(Open("/a%20b", Rack.Node, transport: BootTransport.Http));
        using BootFile tftp = Found(Open("a%20b", Rack.Node));
        using BootFile twice = Found(Open("/a%2520b", Rack.Node, transport: BootTransport.Http));
        Assert.That((Text(http), Text(tftp), Text(twice)), Is.EqualTo(("decoded", "plain", "plain")));
    }

    private static string Text(BootFile file)
    {
        byte[] octets = new byte[file.Length];
        return Encoding.UTF8.GetString(octets, 0, file.Read(0, octets));
    }

    private static BootFile Found(BootContentResult result) => result is BootContentResult.Found found
        ? found.File
        : throw new AssertionException($"expected a file, but was: {result}");

    private static BootContentResult Open(
        Rack rack, string name, IPAddress client, BootTransport transport = BootTransport.Tftp) =>
        new BootContent(rack.Config, rack, new ManualTime()).Open(new BootFileRequest(name, client, Rack.Server, transport));

    private BootContentResult Open(
        string name, IPAddress client, BootConfig? boot = null, BootTransport transport = BootTransport.Tftp) =>
        Open(new Rack(_root.Path, boot), name, client, transport);
}
