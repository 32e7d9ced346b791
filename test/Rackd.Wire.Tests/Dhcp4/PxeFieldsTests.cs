using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Testing;
using Rackd.Wire.Dhcp4;

namespace Rackd.Wire.Tests.Dhcp4;

public sealed class PxeFieldsTests
{
    [TestCase("PXEClient", true, false)]
    [TestCase("PXEClient:Arch:00007:UNDI:003016", true, false)]
    [TestCase("HTTPClient:Arch:00016:UNDI:003000", false, true)]
    [TestCase("PXEClien", false, false)]
    [TestCase("udhcp 1.35.0", false, false)]
    [TestCase("", false, false)]
    public void The_vendor_class_tells_firmware_by_how_it_begins(string text, bool pxe, bool http)
    {
        byte[] value = Encoding.ASCII.GetBytes(text);
        Assert.That((VendorClass.IsPxe(value), VendorClass.IsHttp(value)), Is.EqualTo((pxe, http)));
    }

    [TestCase("PXEClient:Arch:00007:UNDI:003016", 7)]
    [TestCase("HTTPClient:Arch:00016", 16)]
    [TestCase("PXEClient:Arch:00011:UNDI:003000", 11)]
    [TestCase("PXEClient:Arch:7", 7)]
    [TestCase("PXEClient", null)]
    [TestCase("PXEClient:Arch:", null)]
    [TestCase("PXEClient:Arch:x", null)]
    [TestCase("PXEClient:Arch:99999", null)]
    public void The_architecture_is_read_out_of_the_class(string text, int? expected)
    {
        bool read = VendorClass.TryReadArchitecture(Encoding.ASCII.GetBytes(text), out ClientArchitecture architecture);
        Assert.That(read ? (int?)architecture : null, Is.EqualTo(expected));
    }

    [Test]
    public void As_text_the_class_is_printable_and_bounded() => Prop.ForAll<byte[]>(octets =>
    {
        string text = VendorClass.ToText([.. octets, .. new byte[100]]);
        return text.Length <= 128 && text.All(character => character is >= ' ' and <= '~');
    }).QuickCheckThrowOnFailure();

    [Test]
    public void The_UUID_has_its_first_three_fields_little_endian()
    {
        byte[] value = Hex.Parse("00 03020100 0504 0706 08 09 0a 0b 0c 0d 0e 0f");
        Assert.That(ClientMachineIdentifier.TryRead(value, out Guid uuid), Is.True);
        Assert.That(uuid.ToString(), Is.EqualTo("00010203-0405-0607-0809-0a0b0c0d0e0f"));
    }

    [TestCase("", TestName = "An empty machine identifier names nobody")]
    [TestCase("00 00000000 0000 0000 0000 000000000000", TestName = "Zeros name nobody")]
    [TestCase("00 ffffffff ffff ffff ffff ffffffffffff", TestName = "Ones name nobody")]
    [TestCase("01 03020100 0504 0706 0809 0a0b0c0d0e0f", TestName = "Another type names nobody")]
    [TestCase("00 03020100 0504 0706 0809 0a0b0c0d0e", TestName = "A short machine identifier names nobody")]
    [TestCase("00 03020100 0504 0706 0809 0a0b0c0d0e0f00", TestName = "A long machine identifier names nobody")]
    public void A_useless_machine_identifier(string value) =>
        Assert.That(ClientMachineIdentifier.TryRead(Hex.Parse(value), out _), Is.False);
}
