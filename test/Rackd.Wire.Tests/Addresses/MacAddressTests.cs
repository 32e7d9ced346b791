using FsCheck;
using FsCheck.Fluent;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Tests.Addresses;

public sealed class MacAddressTests
{
    private static readonly MacAddress _address = new(0x5254_00AB_34FE);

    [TestCase("52:54:00:ab:34:fe")]
    [TestCase("52:54:00:AB:34:FE")]
    [TestCase("52-54-00-ab-34-fe")]
    [TestCase("5254.00ab.34fe")]
    [TestCase("525400ab34fe")]
    public void Every_usual_form_is_read(string text) => Assert.That(MacAddress.Parse(text), Is.EqualTo(_address));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("52:54:00:ab:34")]
    [TestCase("52:54:00:ab:34:f")]
    [TestCase("52:54:00:ab:34:fe:01")]
    [TestCase("52:54-00:ab:34:fe")]
    [TestCase("52.54.00.ab.34.fe")]
    [TestCase("5254:00ab:34fe")]
    [TestCase("525:400:ab3:4f:e")]
    [TestCase("52x54x00xabx34xfe")]
    [TestCase("52 54 00 ab 34 fe")]
    [TestCase("g25400ab34fe")]
    [TestCase("+25400ab34fe")]
    [TestCase(" 25400ab34fe")]
    public void Anything_else_is_refused(string? text) => Assert.That(MacAddress.TryParse(text, out _), Is.False);

    [Test]
    public void It_is_written_in_small_letters() => Assert.That(
        (_address.ToString(), _address.ToHyphenString()), Is.EqualTo(("52:54:00:ab:34:fe", "52-54-00-ab-34-fe")));

    [Test]
    public void Groups_and_nobody_are_known()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(MacAddress.Broadcast.IsMulticast, Is.True);
            Assert.That(MacAddress.Parse("01:00:5e:00:00:01").IsMulticast, Is.True);
            Assert.That(_address.IsMulticast, Is.False);
            Assert.That(default(MacAddress).IsZero, Is.True);
            Assert.That(_address.IsZero, Is.False);
        }
    }

    [Test]
    public void Order_is_that_of_the_octets()
    {
        MacAddress next = new(_address.Value + 1);
        Assert.That(_address < next && next > _address && _address <= next && next >= _address, Is.True);
    }

    [Test]
    public void What_is_written_is_read_again() => Prop.ForAll<ulong>(value =>
    {
        MacAddress address = new(value);
        Span<byte> octets = stackalloc byte[MacAddress.Size];
        address.WriteTo(octets);
        WireReader reader = new(octets);
        return MacAddress.Parse(address.ToString()) == address
            && MacAddress.Parse(address.ToHyphenString()) == address
            && MacAddress.FromOctets(octets) == address
            && MacAddress.Read(ref reader) == address;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void No_text_throws() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(), text => MacAddress.TryParse(text, out _) || true).QuickCheckThrowOnFailure();
}
