using Rackd.Wire.Addresses;

namespace Rackd.Wire.Tests.Addresses;

public sealed class Ipv4NetworkTests
{
    [TestCase("10.1.0.0/24", "10.1.0.0", "255.255.255.0", "10.1.0.255", "10.1.0.1-10.1.0.254", 254)]
    [TestCase("10.1.0.4/30", "10.1.0.4", "255.255.255.252", "10.1.0.7", "10.1.0.5-10.1.0.6", 2)]
    [TestCase("10.1.0.4/31", "10.1.0.4", "255.255.255.254", "10.1.0.5", "10.1.0.4-10.1.0.5", 2)]
    [TestCase("10.1.0.4/32", "10.1.0.4", "255.255.255.255", "10.1.0.4", "10.1.0.4", 1)]
    [TestCase("0.0.0.0/0", "0.0.0.0", "0.0.0.0", "255.255.255.255", "0.0.0.1-255.255.255.254", 4294967294)]
    public void A_prefix_tells_its_parts(
        string text, string address, string mask, string broadcast, string hosts, long count)
    {
        Assert.That(Ipv4Network.TryParse(text, out Ipv4Network network, out bool hostBits), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hostBits, Is.False);
            Assert.That(network.ToString(), Is.EqualTo(text));
            Assert.That(network.Address.ToString(), Is.EqualTo(address));
            Assert.That(network.Mask.ToString(), Is.EqualTo(mask));
            Assert.That(network.BroadcastAddress.ToString(), Is.EqualTo(broadcast));
            Assert.That(network.Hosts.ToString(), Is.EqualTo(hosts));
            Assert.That(network.Hosts.Count, Is.EqualTo(count));
        }
    }

    [Test]
    public void Host_bits_are_told_and_cleared()
    {
        Assert.That(Ipv4Network.TryParse("10.1.0.23/24", out Ipv4Network network, out bool hostBits), Is.True);
        Assert.That((network.ToString(), hostBits), Is.EqualTo(("10.1.0.0/24", true)));
    }

    [TestCase(null)]
    [TestCase("10.1.0.0")]
    [TestCase("10.1.0.0/")]
    [TestCase("10.1.0.0/33")]
    [TestCase("10.1.0.0/-1")]
    [TestCase("10.1.0/24")]
    [TestCase("/24")]
    public void Anything_else_is_refused(string? text) =>
        Assert.That(Ipv4Network.TryParse(text, out _, out _), Is.False);

    [TestCase(-1)]
    [TestCase(33)]
    public void There_is_no_such_prefix_length(int length) =>
        Assert.That(() => new Ipv4Network(default, length), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase("10.1.0.0/24", "10.1.0.128/25", true)]
    [TestCase("10.1.0.128/25", "10.1.0.0/24", true)]
    [TestCase("10.1.0.0/25", "10.1.0.128/25", false)]
    [TestCase("0.0.0.0/0", "10.1.0.128/25", true)]
    public void Networks_overlap_when_one_holds_the_other(string left, string right, bool overlap)
    {
        bool read = Ipv4Network.TryParse(left, out Ipv4Network one, out _)
            & Ipv4Network.TryParse(right, out Ipv4Network other, out _);
        Assert.That((read, one.Overlaps(other)), Is.EqualTo((true, overlap)));
    }

    [TestCase("10.0.0.1", "10.0.0.5", "10.0.0.5", "10.0.0.9", true)]
    [TestCase("10.0.0.1", "10.0.0.4", "10.0.0.5", "10.0.0.9", false)]
    [TestCase("10.0.0.1", "10.0.0.9", "10.0.0.3", "10.0.0.4", true)]
    public void Ranges_overlap_when_they_share_an_address(string a, string b, string c, string d, bool overlap)
    {
        Ipv4Range left = new(Ipv4Address.Parse(a), Ipv4Address.Parse(b));
        Ipv4Range right = new(Ipv4Address.Parse(c), Ipv4Address.Parse(d));
        Assert.That((left.Overlaps(right), right.Overlaps(left)), Is.EqualTo((overlap, overlap)));
    }
}
