using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Boot;

internal sealed class LoaderTableTests
{
    [TestCase(ClientArchitecture.Bios, "bios", "undionly.kpxe")]
    [TestCase(ClientArchitecture.UefiIa32, "uefi-ia32", "snponly-ia32.efi")]
    [TestCase(ClientArchitecture.UefiX64, "uefi-x64", "snponly.efi")]
    [TestCase(ClientArchitecture.UefiEbc, "uefi-ebc", "snponly.efi")]
    [TestCase(ClientArchitecture.UefiArm32, "uefi-arm32", "snponly-arm32.efi")]
    [TestCase(ClientArchitecture.UefiArm64, "uefi-arm64", "snponly-arm64.efi")]
    [TestCase(ClientArchitecture.UefiRiscv64, "uefi-riscv64", "snponly-riscv64.efi")]
    [TestCase(ClientArchitecture.BiosHttp, "bios-http", "undionly.kpxe")]
    [TestCase(ClientArchitecture.UefiIa32Http, "uefi-ia32-http", "snponly-ia32.efi")]
    [TestCase(ClientArchitecture.UefiX64Http, "uefi-x64-http", "snponly.efi")]
    [TestCase(ClientArchitecture.UefiEbcHttp, "uefi-ebc-http", "snponly.efi")]
    [TestCase(ClientArchitecture.UefiArm32Http, "uefi-arm32-http", "snponly-arm32.efi")]
    [TestCase(ClientArchitecture.UefiArm64Http, "uefi-arm64-http", "snponly-arm64.efi")]
    [TestCase(ClientArchitecture.UefiRiscv64Http, "uefi-riscv64-http", "snponly-riscv64.efi")]
    public void Every_architecture_has_a_name_and_a_loader(ClientArchitecture architecture, string name, string loader)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(LoaderTable.BuiltIn(architecture), Is.EqualTo(loader));
            Assert.That(ArchitectureNames.Of(architecture), Is.EqualTo(name));
            Assert.That(ArchitectureNames.TryParse(name, out ClientArchitecture read), Is.True);
            Assert.That(read, Is.EqualTo(architecture));
            Assert.That(ArchitectureNames.All, Does.Contain(name));
        }
    }

    [Test]
    public void Every_listed_architecture_is_in_the_table() =>
        Assert.That(Enum.GetValues<ClientArchitecture>().Select(LoaderTable.BuiltIn), Has.None.Null);

    [Test]
    public void An_unlisted_architecture_is_called_by_its_number_and_has_no_loader()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ArchitectureNames.Of((ClientArchitecture)39), Is.EqualTo("39"));
            Assert.That(ArchitectureNames.TryParse("39", out ClientArchitecture read), Is.True);
            Assert.That(read, Is.EqualTo((ClientArchitecture)39));
            Assert.That(LoaderTable.BuiltIn(read), Is.Null);
        }
    }

    [TestCase("uefi")]
    [TestCase("BIOS")]
    [TestCase("-1")]
    [TestCase("65536")]
    [TestCase("")]
    [TestCase(null)]
    public void Other_names_are_no_architecture(string? name) => Assert.That(ArchitectureNames.TryParse(name, out _), Is.False);

    [TestCase(ClientArchitecture.UefiX64, "x64.efi", TestName = "Own_loader_wins")]
    [TestCase(ClientArchitecture.UefiX64Http, "x64.efi", TestName = "Http_form_falls_back_to_the_plain_form")]
    [TestCase(ClientArchitecture.UefiArm64Http, "arm64-http.efi", TestName = "Http_form_has_its_own_loader_where_one_is_given")]
    [TestCase(ClientArchitecture.UefiArm64, "snponly-arm64.efi", TestName = "Plain_form_does_not_take_the_http_loader")]
    [TestCase(ClientArchitecture.UefiEbc, "x64.efi", TestName = "Byte_code_takes_the_x64_loader")]
    [TestCase(ClientArchitecture.Bios, "undionly.kpxe", TestName = "Others_keep_the_built_in_loader")]
    public void Loader_of_a_profile(ClientArchitecture architecture, string expected)
    {
        BootProfileConfig profile = Rack.Debian with
        {
            Loaders = new Dictionary<ClientArchitecture, string>
            {
                [ClientArchitecture.UefiX64] = "x64.efi",
                [ClientArchitecture.UefiArm64Http] = "arm64-http.efi",
            },
        };
        Assert.That(LoaderTable.Find(profile, architecture), Is.EqualTo(expected));
    }

    [TestCase("snponly.efi", true)]
    [TestCase("ipxe/undionly.kpxe", true)]
    [TestCase("boot/iPXE-x64.efi", true)]
    [TestCase("grubx64.efi", false)]
    [TestCase("ipxe/shimx64.efi", false)]
    public void Ipxe_is_known_by_its_file_name(string file, bool expected) =>
        Assert.That(LoaderTable.IsIpxe(file), Is.EqualTo(expected));
}
