using FsCheck;
using FsCheck.Fluent;
using Rackd.Domain.Boot;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Boot;

internal sealed class BootNamesTests
{
    private static readonly BootMachineKey _byMac = new(Mac: Rack.Mac);
    private static readonly BootMachineKey _byUuid = new(Uuid: Rack.Uuid);
    private static readonly BootMachineKey _byAddress = new(Address: Ipv4Address.Parse("10.77.0.145"));

    private static IEnumerable<TestCaseData> Scripts()
    {
        yield return Row("boot.ipxe", BootLoaderKind.Ipxe, default, "", true);
        yield return Row("autoexec.ipxe", BootLoaderKind.Ipxe, default, "", false);
        yield return Row("efi/autoexec.ipxe", BootLoaderKind.Ipxe, default, "efi/", false);
        yield return Row("grub/grub.cfg", BootLoaderKind.Grub, default, "grub/", true);
        yield return Row("grub.cfg", BootLoaderKind.Grub, default, "", true);
        yield return Row("grub/grub.cfg-01-52-54-00-12-34-56", BootLoaderKind.Grub, _byMac, "grub/", false);
        yield return Row("grub/grub.cfg-52-54-00-12-34-56", BootLoaderKind.Grub, _byMac, "grub/", false);
        yield return Row("grub/grub.cfg-52:54:00:12:34:56", BootLoaderKind.Grub, _byMac, "grub/", false);
        yield return Row("grub/grub.cfg-00112233-4455-6677-8899-aabbccddeeff", BootLoaderKind.Grub, _byUuid, "grub/", false);
        yield return Row("grub/grub.cfg-0A4D0091", BootLoaderKind.Grub, _byAddress, "grub/", false);
        yield return Row("pxelinux.cfg/01-52-54-00-12-34-56", BootLoaderKind.Pxelinux, _byMac, "", false);
        yield return Row("pxelinux.cfg/00112233-4455-6677-8899-aabbccddeeff", BootLoaderKind.Pxelinux, _byUuid, "", false);
        yield return Row("pxelinux.cfg/0A4D0091", BootLoaderKind.Pxelinux, _byAddress, "", false);
        yield return Row("pxelinux.cfg/default", BootLoaderKind.Pxelinux, default, "", true);
        yield return Row("bios/pxelinux.cfg/default", BootLoaderKind.Pxelinux, default, "bios/", true);

        static TestCaseData Row(string name, BootLoaderKind loader, BootMachineKey key, string directory, bool isLast) =>
            new TestCaseData(name, new BootName.Script(loader, key, directory, isLast)).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Scripts))]
    public void Script_name(string name, BootName expected) => Assert.That(BootNames.Read(name), Is.EqualTo(expected));

    [TestCase("grub/x86_64-efi/command.lst")]
    [TestCase("grub/x86_64-efi/fs.lst")]
    [TestCase("grub/x86_64-efi/crypto.lst")]
    [TestCase("grub/x86_64-efi/terminal.lst")]
    [TestCase("revocations_sku.efi")]
    [TestCase("revocations_sbat.efi")]
    [TestCase("shim_certificate_0.efi")]
    [TestCase("pxelinux.cfg/0A4D009")]
    [TestCase("pxelinux.cfg/0")]
    [TestCase("pxelinux.cfg/default-arm-bcm283x")]
    [TestCase("grub/grub.cfg-0A4D")]
    [TestCase("grub/grub.cfg-fd00-0-0-0-0-0-0-1")]
    public void Optional_name(string name) => Assert.That(BootNames.Read(name), Is.InstanceOf<BootName.Optional>());

    [TestCase("")]
    [TestCase("vmlinuz")]
    [TestCase("grub/grubx64.efi")]
    [TestCase("pxelinux.cfg")]
    [TestCase("mypxelinux.cfg/default")]
    [TestCase("grub/x86_64-efi/http.mod")]
    public void Plain_name(string name) => Assert.That(BootNames.Read(name), Is.SameAs(BootName.Plain));

    private static IEnumerable<TestCaseData> Queries()
    {
        yield return new TestCaseData("mac=52:54:00:12:34:56", _byMac);
        yield return new TestCaseData("mac=52%3A54%3A00%3A12%3A34%3A56", _byMac);
        yield return new TestCaseData("mac=52-54-00-12-34-56&other=1&&=", _byMac);
        yield return new TestCaseData(
            "arch=uefi-x64&uuid=00112233-4455-6677-8899-AABBCCDDEEFF",
            _byUuid with { Architecture = ClientArchitecture.UefiX64 });
        yield return new TestCaseData("mac=nonsense&arch=&uuid=%", default(BootMachineKey));
    }

    [TestCaseSource(nameof(Queries))]
    public void Query_of_the_script(string query, BootMachineKey key) =>
        Assert.That(BootNames.Read("boot.ipxe", query), Is.EqualTo(new BootName.Script(BootLoaderKind.Ipxe, key, "", true)));

    [Test]
    public void What_the_planner_asks_for_is_understood()
    {
        string url = BootUrl.Script("http://10.1.0.1", Rack.Mac, ClientArchitecture.UefiArm64Http, Rack.Uuid);
        BootMachineKey key = new(Rack.Mac, Rack.Uuid, null, ClientArchitecture.UefiArm64Http);
        Assert.That(
            BootNames.Read("boot.ipxe", new Uri(url).Query[1..]),
            Is.EqualTo(new BootName.Script(BootLoaderKind.Ipxe, key, "", true)));
    }

    [Test]
    public void No_name_or_query_throws() =>
        Prop.ForAll<string, string>((name, query) =>
            name is null || query is null
            || (BootNames.Read("pxelinux.cfg/" + name) is not null && BootNames.Read("boot.ipxe", query) is not null))
            .QuickCheckThrowOnFailure();
}
