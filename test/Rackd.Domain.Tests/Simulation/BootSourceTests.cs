using Rackd.Domain.Simulation;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Simulation;

public sealed class BootSourceTests
{
    private const string Url = "http://192.0.2.1:5248/snponly.efi";

    [Test]
    public void An_answer_is_read()
    {
        DhcpAnswer? answer = Answers.Read(Answers.Write("loader.efi", new Dhcp4OptionList()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer?.Type, Is.EqualTo(Dhcp4MessageType.Offer));
            Assert.That((answer?.Address, answer?.Server, answer?.BootServer), Is.EqualTo(
                ((Ipv4Address?)Answers.Client, (Ipv4Address?)Answers.Server, (Ipv4Address?)Answers.Server)));
            Assert.That(answer?.Network.ToString(), Is.EqualTo("192.0.2.0/23"));
            Assert.That((answer?.BootFile, answer?.EndsProxyWait), Is.EqualTo(("loader.efi", false)));
        }
    }

    [Test]
    public void Option_67_goes_before_the_field_and_its_NUL_is_dropped()
    {
        Dhcp4OptionList options = new();
        options.AddTerminatedText(Dhcp4OptionCode.BootFileName, Url);
        options.Add(Dhcp4OptionCode.Ipxe, [0xB0, 0x01, 0x01, 0xFF]);
        DhcpAnswer? answer = Answers.Read(Answers.Write("loader.efi", options));
        Assert.That((answer?.BootFile, answer?.EndsProxyWait), Is.EqualTo((Url, true)));
    }

    [Test]
    public void Answers_to_others_are_passed_over()
    {
        byte[] octets = Answers.Write("loader.efi", new Dhcp4OptionList());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DhcpAnswer.TryRead(octets, Answers.Mac, Answers.Transaction + 1), Is.Null);
            Assert.That(DhcpAnswer.TryRead(octets, MacAddress.Parse("52:54:00:de:00:02"), Answers.Transaction), Is.Null);
        }
    }

    [Test]
    public void No_garbled_answer_throws()
    {
        SeededRandom random = new(2131);
        byte[] octets = Answers.Write("loader.efi", new Dhcp4OptionList());
        foreach (byte[] mutated in random.Mutations(octets, 1000))
        {
            Assert.That(() => Answers.Read(mutated), Throws.Nothing);
        }
    }

    [Test]
    public void A_ROM_fetches_a_file_over_TFTP() => Assert.That(
        BootSource.Choose(FirmwareKind.UefiPxe, BootProgram.Firmware, Answers.With("snponly.efi")),
        Is.EqualTo(new BootSource.TftpFile(Answers.Server, "snponly.efi")));

    [Test]
    public void HTTP_Boot_fetches_a_URL() => Assert.That(
        BootSource.Choose(FirmwareKind.UefiHttp, BootProgram.Firmware, Answers.With(Url, "HTTPClient")),
        Is.EqualTo(new BootSource.HttpUrl(new Uri(Url))));

    [Test]
    public void IPXE_fetches_a_URL_or_a_file([Values] FirmwareKind kind)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                BootSource.Choose(kind, BootProgram.Ipxe, Answers.With(Url)), Is.EqualTo(new BootSource.HttpUrl(new Uri(Url))));
            Assert.That(
                BootSource.Choose(kind, BootProgram.Ipxe, Answers.With("tftp://192.0.2.1/a/b.ipxe")),
                Is.EqualTo(new BootSource.TftpFile(Answers.Server, "a/b.ipxe")));
            Assert.That(
                BootSource.Choose(kind, BootProgram.Ipxe, Answers.With("b.ipxe")),
                Is.EqualTo(new BootSource.TftpFile(Answers.Server, "b.ipxe")));
        }
    }

    [TestCase(FirmwareKind.UefiPxe, "", "", true, "names no boot file")]
    [TestCase(FirmwareKind.UefiPxe, "a.efi", "", false, "no server")]
    [TestCase(FirmwareKind.BiosPxe, Url, "", true, "no URLs")]
    [TestCase(FirmwareKind.UefiHttp, Url, "", true, "HTTPClient")]
    [TestCase(FirmwareKind.UefiHttp, "a.efi", "HTTPClient", true, "no HTTP URL")]
    public void What_a_machine_cannot_use_is_said(
        FirmwareKind kind, string file, string vendorClass, bool hasServer, string said)
    {
        BootSource source = BootSource.Choose(kind, BootProgram.Firmware, Answers.With(file, vendorClass, hasServer));
        Assert.That((source as BootSource.Nowhere)?.Problem, Does.Contain(said));
    }
}
