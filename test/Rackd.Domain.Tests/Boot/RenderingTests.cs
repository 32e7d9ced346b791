using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Boot;

internal sealed class RenderingTests
{
    private const string Retry = """
        :failed
        echo rackd: ${rackd-step} failed, see above
        prompt --key s --timeout 15000 rackd: trying again in 15 s, press s for a shell && shell ||
        imgfree ||
        chain --autofree --replace http://10.1.0.1:5248/boot.ipxe?mac=52:54:00:12:34:56&arch=uefi-x64&uuid=00112233-4455-6677-8899-aabbccddeeff ||
        goto failed

        """;

    private const string Arguments =
        "console=ttyS0 hostname=r1u07 url=http://10.1.0.1:5248/preseed BOOTIF=01-52-54-00-12-34-56";

    [Test]
    public void Ipxe_loads_a_kernel() =>
        Assert.That(Ipxe(Rack.Debian), Is.EqualTo($"""
            #!ipxe
            echo rackd: profile debian for r1u07
            set rackd-step debian/vmlinuz
            kernel --name vmlinuz http://10.1.0.1:5248/debian/vmlinuz initrd=initrd.gz initrd=2-initrd.gz {Arguments} || goto failed
            set rackd-step debian/initrd.gz
            initrd --name initrd.gz http://10.1.0.1:5248/debian/initrd.gz || goto failed
            set rackd-step extra/initrd.gz
            initrd --name 2-initrd.gz http://10.1.0.1:5248/extra/initrd.gz || goto failed
            set rackd-step the start of vmlinuz
            boot || goto failed
            {Retry}
            """.TrimEnd() + "\n"));

    [Test]
    public void Ipxe_hands_over() =>
        Assert.That(Ipxe(Rack.Grub), Is.EqualTo($"""
            #!ipxe
            echo rackd: profile grub for r1u07
            set rackd-step shimx64.efi
            chain http://10.1.0.1:5248/shimx64.efi || goto failed
            {Retry}
            """.TrimEnd() + "\n"));

    [Test]
    public void Ipxe_leaves_to_the_disk() =>
        Assert.That(Ipxe(Rack.Local), Is.EqualTo("""
            #!ipxe
            echo rackd: profile disk for r1u07
            echo rackd: leaving to the next boot device
            exit 1

            """));

    [TestCase("echo hello {{machine.name}}\r\nshell")]
    [TestCase("#!ipxe\necho hello {{machine.name}}\nshell\n")]
    public void Ipxe_runs_the_operators_script(string script) =>
        Assert.That(
            Ipxe(Rack.Script with { Script = script }), Is.EqualTo("#!ipxe\necho hello r1u07\nshell\n"));

    [Test]
    public void Ipxe_does_not_chain_ipxe()
    {
        BootProfileConfig profile = Rack.Grub with
        {
            Loaders = new Dictionary<ClientArchitecture, string> { [ClientArchitecture.UefiX64] = "snponly.efi" },
        };
        Assert.That(Ipxe(profile), Does.Not.Contain("snponly.efi ||").And.Contains("goto failed"));
    }

    [Test]
    public void Ipxe_says_that_no_loader_fits() =>
        Assert.That(
            BootScript.Render(new CompiledProfile(Rack.Grub), Rack.Subject with { Architecture = ClientArchitecture.Bios }),
            Does.Contain("search for a loader for this architecture\ngoto failed\n").And.Not.Contains("shimx64"));

    [Test]
    public void Ipxe_serves_a_stranger() =>
        Assert.That(
            BootScript.Render(new CompiledProfile(Rack.Debian), Rack.Stranger),
            Does.Contain("for an unknown machine\n").And.Contains("hostname= ").And.Not.Contains("BOOTIF")
                .And.Contains("--replace http://10.1.0.1:5248/boot.ipxe ||"));

    [Test]
    public void Grub_loads_a_kernel() =>
        Assert.That(Grub(Rack.Debian), Is.EqualTo($$"""
            echo 'rackd: profile debian for r1u07'
            set timeout=0
            set fallback=1
            menuentry 'debian' {
              linux /debian/vmlinuz {{Arguments}}
              initrd /debian/initrd.gz /extra/initrd.gz
            }
            menuentry 'Try again' {
              echo 'rackd: boot failed, see above; trying again in 15 s'
              sleep --interruptible 15
              configfile /grub/grub.cfg
            }

            """));

    [TestCase("ds=nocloud;s=http://x/", "'ds=nocloud;s=http://x/'")]
    [TestCase("root=${x}", "'root=${x}'")]
    [TestCase("a='b'", @"'a='\''b'\'''")]
    [TestCase("x={{profile.name}}", "x=debian")]
    [TestCase("glob=*", "'glob=*'")]
    public void Grub_takes_a_word_for_itself(string cmdline, string expected) =>
        Assert.That(Grub(Rack.Debian with { Cmdline = cmdline }), Does.Contain($"linux /debian/vmlinuz {expected} BOOTIF="));

    [TestCase("disk", "exit")]
    [TestCase("grub", "no file grub/grub.cfg configures it")]
    [TestCase("menu", "an iPXE script, which GRUB cannot run")]
    public void Grub_does_what_it_can(string profile, string expected) =>
        Assert.That(Grub(ByName(profile)), Does.Contain(expected).And.Not.Contains("linux "));

    [Test]
    public void Pxelinux_loads_a_kernel() =>
        Assert.That(Pxelinux(Rack.Debian, ""), Is.EqualTo($"""
            SAY rackd: profile debian for r1u07
            DEFAULT rackd
            LABEL rackd
              KERNEL debian/vmlinuz
              INITRD debian/initrd.gz,extra/initrd.gz
              APPEND {Arguments}

            """));

    [Test]
    public void Pxelinux_in_a_directory_names_files_from_the_root() =>
        Assert.That(
            Pxelinux(Rack.Debian, "bios/"),
            Does.Contain("KERNEL ::debian/vmlinuz\n").And.Contains("INITRD ::debian/initrd.gz,::extra/initrd.gz\n"));

    [Test]
    public void Pxelinux_finds_the_interface_of_a_stranger_itself() =>
        Assert.That(
            PxelinuxConfig.Render(new CompiledProfile(Rack.Debian), Rack.Stranger, ""), Does.EndWith("  IPAPPEND 2\n"));

    [TestCase("disk", "LOCALBOOT 0")]
    [TestCase("grub", "no file pxelinux.cfg/default configures it")]
    [TestCase("menu", "an iPXE script, which PXELINUX cannot run")]
    public void Pxelinux_does_what_it_can(string profile, string expected) =>
        Assert.That(Pxelinux(ByName(profile), ""), Does.Contain(expected).And.Not.Contains("KERNEL"));

    [Test]
    public void No_line_is_injected_by_names([Values] BootProfileKind kind, [Values] BootLoaderKind loader)
    {
        BootProfileConfig profile = new()
        {
            Name = "evil\nshell",
            Kind = kind,
            Kernel = "k\nshell",
            Initrd = ["i\nshell"],
            Cmdline = "a\nshell\r\n{{machine.name}}",
            Script = "{{machine.name}}",
            Loaders = new Dictionary<ClientArchitecture, string> { [ClientArchitecture.UefiX64] = "l\nshell" },
        };
        BootSubject subject = Rack.Subject with { MachineName = "evil\nshell" };
        CompiledProfile compiled = new(profile);
        string text = loader switch
        {
            BootLoaderKind.Ipxe => BootScript.Render(compiled, subject),
            BootLoaderKind.Grub => GrubConfig.Render(compiled, subject, "grub/"),
            _ => PxelinuxConfig.Render(compiled, subject, ""),
        };
        Assert.That(text.Split('\n').Select(line => line.Trim()), Has.None.StartsWith("shell"));
    }

    private static BootProfileConfig ByName(string name) => name switch
    {
        "disk" => Rack.Local,
        "grub" => Rack.Grub,
        _ => Rack.Script,
    };

    private static string Ipxe(BootProfileConfig profile) => BootScript.Render(new CompiledProfile(profile), Rack.Subject);

    private static string Grub(BootProfileConfig profile) =>
        GrubConfig.Render(new CompiledProfile(profile), Rack.Subject, "grub/");

    private static string Pxelinux(BootProfileConfig profile, string directory) =>
        PxelinuxConfig.Render(new CompiledProfile(profile), Rack.Subject, directory);
}
