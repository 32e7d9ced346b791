using Rackd.Domain.Addresses;
using Rackd.Domain.Configuration;
using Rackd.Domain.Tests.Dhcp4;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Tests.Addresses;

public sealed class SubnetPlanTests
{
    private static readonly MacAddress _mac = MacAddress.Parse("52:54:00:12:34:56");
    private static readonly MacAddress _other = MacAddress.Parse("52:54:00:00:00:02");
    private static readonly SubnetConfig _subnet = Rack.Subnet("10.1.0.0/24", "10.1.0.100", "10.1.0.109");

    [TestCase("10.1.0.99", false)]
    [TestCase("10.1.0.100", true)]
    [TestCase("10.1.0.105", false, TestName = "The gateway is not dynamic")]
    [TestCase("10.1.0.106", false, TestName = "A reserved address is not dynamic")]
    [TestCase("10.1.0.109", true)]
    [TestCase("10.1.0.110", false)]
    public void Dynamic_is_what_anybody_may_get(string address, bool expected)
    {
        SubnetPlan plan = new(
            _subnet with
            {
                Gateway = Ipv4Address.Parse("10.1.0.105"),
                Reservations = [new ReservationConfig(_mac, Ipv4Address.Parse("10.1.0.106"), null)],
            },
            []);
        Assert.That(plan.IsDynamic(Ipv4Address.Parse(address)), Is.EqualTo(expected));
    }

    [Test]
    public void Nothing_is_leased_from_a_reserved_range_or_in_an_unmanaged_subnet()
    {
        SubnetPlan reserved = new(_subnet with { Ranges = [_subnet.Ranges[0] with { Type = RangeType.Reserved }] }, []);
        SubnetPlan unmanaged = new(_subnet with { Managed = false }, []);
        Assert.That((reserved.DynamicCount, unmanaged.DynamicCount, new SubnetPlan(_subnet, []).DynamicCount), Is.EqualTo((0, 0, 10)));
    }

    [Test]
    public void Fixed_addresses_of_machines_inside_the_subnet_are_reservations()
    {
        MachineConfig machine = new()
        {
            Name = "node7",
            Nics = [new NicConfig(_mac, null, Ipv4Address.Parse("10.1.0.7")), new NicConfig(_other, null, Ipv4Address.Parse("10.2.0.7"))],
        };
        SubnetPlan plan = new(_subnet, [machine]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.ReservationOf(_mac), Is.EqualTo(new ReservationConfig(_mac, Ipv4Address.Parse("10.1.0.7"), "node7")));
            Assert.That(plan.ReservationOf(_other), Is.Null);
            Assert.That(plan.IsReservedForAnother(Ipv4Address.Parse("10.1.0.7"), _other), Is.True);
            Assert.That(plan.IsReservedForAnother(Ipv4Address.Parse("10.1.0.7"), _mac), Is.False);
        }
    }
}
