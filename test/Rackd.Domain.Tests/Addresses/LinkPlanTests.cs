using Rackd.Domain.Addresses;
using Rackd.Domain.Tests.Dhcp4;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Tests.Addresses;

public sealed class LinkPlanTests
{
    [Test]
    public void The_interface_with_an_address_inside_serves() => Tells(
        null, "served on eth1, which has 10.1.0.1 in 10.1.0.0/24", "eth1", Link("eth0", "192.168.0.2"), Link("eth1", "10.1.0.1"));

    [Test]
    public void The_first_of_several_serves_and_the_sentence_says_so() => Tells(
        null,
        "served on eth1, which has 10.1.0.1 in 10.1.0.0/24; 1 more would match, name one with interface",
        "eth1",
        Link("eth1", "10.1.0.1"),
        Link("eth2", "10.1.0.2"));

    [Test]
    public void One_that_is_down_gives_way_to_one_that_is_up() => Tells(
        null,
        "served on eth2, which has 10.1.0.2 in 10.1.0.0/24; 1 more would match, name one with interface",
        "eth2",
        Link("eth1", "10.1.0.1") with { IsUp = false },
        Link("eth2", "10.1.0.2"));

    [Test]
    public void Without_a_carrier_it_is_not_served() => Tells(
        null, "not served: eth1 is down or has no carrier", null, Link("eth1", "10.1.0.1") with { IsUp = false });

    [Test]
    public void Without_an_address_inside_only_relayed_requests_are_answered() => Tells(
        null,
        "not served on this host's own links: no interface has an address in 10.1.0.0/24; relay agents may send its requests"
            + " to an interface that is served",
        null,
        Link("eth0", "192.168.0.2"));

    [Test]
    public void The_interface_that_is_named_serves() => Tells(
        "eth2", "served on eth2, which the configuration names, as 10.1.0.2", "eth2", Link("eth1", "10.1.0.1"), Link("eth2", "192.168.0.2", "10.1.0.2"));

    [Test]
    public void It_serves_also_with_an_address_outside() => Tells(
        "eth2", "served on eth2, which the configuration names, as 192.168.0.2", "eth2", Link("eth2", "192.168.0.2"));

    [Test]
    public void A_named_interface_has_to_be_there() => Tells("eth9", "not served: there is no interface eth9", null, Link("eth1", "10.1.0.1"));

    [Test]
    public void A_named_interface_has_to_be_up() => Tells(
        "eth1", "not served: eth1 is down or has no carrier", null, Link("eth1", "10.1.0.1") with { IsUp = false });

    [Test]
    public void A_named_interface_has_to_have_an_address() => Tells("eth1", "not served: eth1 has no IPv4 address", null, Link("eth1"));

    [Test]
    public void One_interface_may_serve_several_subnets_each_with_its_own_server()
    {
        LinkPlan plan = LinkPlan.Choose(
            [Plan("10.1.0.0/24", null), Plan("10.2.0.0/24", null)], [Link("eth1", "10.1.0.1", "10.2.0.1")]);
        ServedLink served = plan.Links.Single();
        Assert.That(
            served.Subnets.Select(subnet => $"{subnet.Plan.Config.Name} {subnet.Server}"),
            Is.EqualTo((string[])["10.1.0.0/24 10.1.0.1", "10.2.0.0/24 10.2.0.1"]));
    }

    [Test]
    public void States_of_a_link_are_equal_when_all_their_parts_are()
    {
        LinkState state = Link("eth1", "10.1.0.1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Link("eth1", "10.1.0.1"), Is.EqualTo(state));
            Assert.That(Link("eth1", "10.1.0.1").GetHashCode(), Is.EqualTo(state.GetHashCode()));
            Assert.That(Link("eth1", "10.1.0.2"), Is.Not.EqualTo(state));
            Assert.That(state with { Index = 9 }, Is.Not.EqualTo(state));
            Assert.That(state with { IsUp = false }, Is.Not.EqualTo(state));
        }
    }

    private static void Tells(string? named, string sentence, string? serving, params LinkState[] links)
    {
        SubnetPlacement placement = LinkPlan.Choose([Plan("10.1.0.0/24", named)], links).Placements.Single();
        Assert.That((placement.Interface, placement.Reason), Is.EqualTo((serving, sentence)));
    }

    private static SubnetPlan Plan(string cidr, string? named) => new(Rack.Subnet(cidr) with { Interface = named }, []);

    private static LinkState Link(string name, params string[] addresses) =>
        new(name[^1], name, new MacAddress(0x0200_0000_0000 + (ulong)name[^1]), 1500, true, [.. addresses.Select(Ipv4Address.Parse)]);
}
