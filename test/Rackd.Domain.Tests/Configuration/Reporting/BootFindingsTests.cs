using Rackd.Domain.Boot;
using Rackd.Domain.Configuration.Reading;
using Rackd.Domain.Configuration.Reporting;

namespace Rackd.Domain.Tests.Configuration.Reporting;

internal sealed class BootFindingsTests
{
    private const string Toml = """
        [[boot.profile]]
        name = "debian"
        kind = "kernel"
        kernel = "debian/vmlinuz"
        cmdline = "host={{machine.nmae}}"
        [boot.profile.loader]
        uefi-x64 = "grubx64.efi"
        """;

    [Test]
    public void Problems_with_boot_files_stand_where_the_configuration_names_them()
    {
        ConfigReading reading = ConfigReader.Read("r", Toml);
        string[] found = [.. BootFindings.From(reading, BootCheck.Find(reading.Config!, _ => false))
            .Select(finding => $"{finding.Place} {finding.Code} {finding.Key}")];

        Assert.That(found, Is.SupersetOf([
            "r:5:11 E0402 boot.profile.cmdline",
            "r:4:10 E0402 boot.profile.kernel",
            "r:7:12 E0402 boot.profile.loader.uefi-x64",
            "r:1:1 W0505 boot.profile",
        ]));
    }
}
