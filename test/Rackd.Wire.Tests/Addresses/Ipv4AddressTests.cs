using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Wire.Addresses;

namespace Rackd.Wire.Tests.Addresses;

public sealed class Ipv4AddressTests
{
    [TestCase("0.0.0.0", 0u)]
    [TestCase("10.1.0.23", 0x0A010017u)]
    [TestCase("255.255.255.255", uint.MaxValue)]
    public void Dotted_decimal_is_read(string text, uint value) =>
        Assert.That(Ipv4Address.Parse(text).Value, Is.EqualTo(value));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("10.1.0")]
    [TestCase("10.1.0.2.3")]
    [TestCase("10.1.0.256")]
    [TestCase("10.1.0.01")]
    [TestCase("10.1.0.")]
    [TestCase("10..0.1")]
    [TestCase("10.1.0.+1")]
    [TestCase("10.1.0. 1")]
    [TestCase("10.1.0.0x1")]
    [TestCase("167837719")]
    public void Anything_else_is_refused(string? text) => Assert.That(Ipv4Address.TryParse(text, out _), Is.False);

    [Test]
    public void Kinds_of_addresses_are_known()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ipv4Address.Any.IsAny, Is.True);
            Assert.That(Ipv4Address.Parse("127.1.2.3").IsLoopback, Is.True);
            Assert.That(Ipv4Address.Parse("224.0.0.1").IsMulticast, Is.True);
            Assert.That(Ipv4Address.Parse("239.255.255.255").IsMulticast, Is.True);
            Assert.That(Ipv4Address.Parse("240.0.0.1").IsMulticast, Is.False);
            Assert.That(Ipv4Address.Parse("169.254.3.4").IsLinkLocal, Is.True);
            Assert.That(Ipv4Address.Broadcast.ToString(), Is.EqualTo("255.255.255.255"));
        }
    }

    [Test]
    public void The_class_librarys_type_goes_both_ways()
    {
        Ipv4Address address = Ipv4Address.Parse("10.1.0.23");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(address.ToIPAddress(), Is.EqualTo(IPAddress.Parse("10.1.0.23")));
            Assert.That(Ipv4Address.TryFrom(IPAddress.Parse("::ffff:10.1.0.23"), out Ipv4Address mapped), Is.True);
            Assert.That(mapped, Is.EqualTo(address));
            Assert.That(Ipv4Address.TryFrom(IPAddress.Parse("fd00::1"), out _), Is.False);
            Assert.That(Ipv4Address.TryFrom(null, out _), Is.False);
        }
    }

    [Test]
    public void What_is_written_is_read_again() => Prop.ForAll<uint>(value =>
    {
        Ipv4Address address = new(value);
        Span<byte> octets = stackalloc byte[Ipv4Address.Size];
        address.WriteTo(octets);
        return Ipv4Address.Parse(address.ToString()) == address && Ipv4Address.FromOctets(octets) == address;
    }).QuickCheckThrowOnFailure();
}
