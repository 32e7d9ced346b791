using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;

namespace Rackd.Domain.Tests.Boot;

internal sealed class BootCheckTests
{
    private static readonly string[] _files =
    [
        "undionly.kpxe", "snponly.efi", "shimx64.efi", "debian/vmlinuz", "debian/initrd.gz", "extra/initrd.gz",
    ];

    [Test]
    public void A_good_configuration_has_no_problem() => Assert.That(Find(Rack.Config(Rack.Debian)), Is.Empty);

    private static IEnumerable<TestCaseData> Mistakes()
    {
        yield return Row("Missing_kernel", Rack.Debian with { Kernel = "no/vmlinuz" }, "kernel", "no file \"no/vmlinuz\"");
        yield return Row("Missing_initrd", Rack.Debian with { Initrd = ["no"] }, "initrd", "no file \"no\"");
        yield return Row("Kernel_out_of_the_root", Rack.Debian with { Kernel = "../vmlinuz" }, "kernel", "no name below the root");
        yield return Row("Kernel_not_given", Rack.Debian with { Kernel = null }, "kernel", "needs \"kernel\"");
        yield return Row("Missing_loader", Rack.Grub with { Loaders = Loader("no.efi") }, "loader.uefi-x64", "no file \"no.efi\"");
        yield return Row(
            "Loader_not_given", Rack.Grub with { Loaders = Rack.Local.Loaders }, "loader", "needs \"loader\"");
        yield return Row("Script_not_given", Rack.Script with { Script = null }, "script", "needs \"script\"");
        yield return Row(
            "Unknown_value", Rack.Debian with { Cmdline = "a={{machine.nmae}}" }, "cmdline", "character 3: there is no value");
        yield return Row("Unclosed_brace", Rack.Script with { Script = "{{" }, "script", "character 1: ");
        yield return Row("Word_that_ends_a_command", Rack.Debian with { Cmdline = "a ; b" }, "cmdline", "\";\" ends a command");

        static TestCaseData Row(string name, BootProfileConfig profile, string key, string message) =>
            new TestCaseData(profile, key, message).SetName(name);
        static Dictionary<Wire.Dhcp4.ClientArchitecture, string> Loader(string file) =>
            new() { [Wire.Dhcp4.ClientArchitecture.UefiX64] = file };
    }

    [TestCaseSource(nameof(Mistakes))]
    public void Mistake(BootProfileConfig profile, string key, string message)
    {
        IReadOnlyList<BootProblem> problems = Find(Rack.Config(profile));
        Assert.That(problems, Has.Count.EqualTo(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problems[0], Has.Property(nameof(BootProblem.Severity)).EqualTo(BootProblemSeverity.Error));
            Assert.That(problems[0].Profile, Is.EqualTo(profile.Name));
            Assert.That(problems[0].Key, Is.EqualTo(key));
            Assert.That(problems[0].Message, Does.Contain(message));
        }
    }

    [Test]
    public void A_profile_that_nobody_boots_is_worth_a_word() =>
        Assert.That(
            Find(Rack.Config(Rack.Debian, Rack.Grub)),
            Is.EqualTo(new[]
            {
                new BootProblem(
                    BootProblemSeverity.Warning, "grub", null, "no machine, rule or default names this profile"),
            }));

    [Test]
    public void Loaders_that_are_not_installed_are_named_with_their_package()
    {
        IReadOnlyList<BootProblem> problems = BootCheck.Find(Rack.Config(Rack.Script), _ => false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problems.Select(problem => problem.Severity), Is.All.EqualTo(BootProblemSeverity.Warning));
            Assert.That(problems, Has.Count.EqualTo(2));
            Assert.That(problems[0].Message, Does.Contain("package ipxe").And.Contains("/usr/lib/ipxe/undionly.kpxe"));
            Assert.That(problems[1].Message, Does.Contain("package ipxe").And.Contains("/usr/lib/ipxe/snponly.efi"));
        }
    }

    [Test]
    public void A_rack_that_boots_its_disks_needs_no_loader() =>
        Assert.That(BootCheck.Find(Rack.Config(Rack.Local), _ => false), Is.Empty);

    private static IReadOnlyList<BootProblem> Find(RackdConfig config) => BootCheck.Find(config, name => _files.Contains(name));
}
