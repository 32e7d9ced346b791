using System.Diagnostics;
using Rackd.Domain.Configuration;
using Rackd.Domain.Dhcp4;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;
using static Rackd.Domain.Tests.Dhcp4.Rack;

namespace Rackd.Domain.Tests.Dhcp4;

/// <summary>Which address a client is offered.</summary>
public sealed class AllocationTests
{
    private static readonly MacAddress _third = MacAddress.Parse("52:54:00:00:00:03");
    private static readonly MacAddress _fourth = MacAddress.Parse("52:54:00:00:00:04");
    private static readonly TimeSpan _hold = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _leaseTime = TimeSpan.FromHours(1);

    [Test]
    public void The_reservation_comes_before_the_current_lease() => Assert.That(
        new Rack().Lease(Node7, "10.1.0.101").Reserve(Node7, "10.1.0.50").Say(Discover()),
        Is.EqualTo("Offer 10.1.0.50 OfferReservation"));

    [Test]
    public void A_reservation_that_another_client_uses_waits_for_its_end()
    {
        Rack rack = new Rack().Lease(Other, "10.1.0.50", minutes: 10).Reserve(Node7, "10.1.0.50");
        string meanwhile = rack.Say(Discover());
        string then = rack.After(TimeSpan.FromMinutes(10)).Say(Discover());
        Assert.That((meanwhile, then), Is.EqualTo(("Offer 10.1.0.100 OfferUnused", "Offer 10.1.0.50 OfferReservation")));
    }

    [Test]
    public void A_machines_fixed_address_is_a_reservation()
    {
        Rack rack = new();
        rack.With(rack.Config with
        {
            Machines = [new MachineConfig { Name = "node7", Nics = [new NicConfig(Node7, null, Ipv4Address.Parse("10.1.0.60"))] }],
        });
        Assert.That(rack.Say(Discover()), Is.EqualTo("Offer 10.1.0.60 OfferReservation"));
    }

    [Test]
    public void The_current_lease_comes_before_the_address_asked_for() => Assert.That(
        new Rack().Lease(Node7, "10.1.0.101").Say(Discover().With(Dhcp4OptionCode.RequestedAddress, First)),
        Is.EqualTo("Offer 10.1.0.101 OfferCurrent"));

    [Test]
    public void The_previous_address_comes_before_the_one_asked_for() => Assert.That(
        new Rack().Lease(Node7, "10.1.0.101", -1).Say(Discover().With(Dhcp4OptionCode.RequestedAddress, First)),
        Is.EqualTo("Offer 10.1.0.101 OfferPrevious"));

    [Test]
    public void The_address_asked_for_comes_before_any_other() => Assert.That(
        new Rack().Say(Discover().With(Dhcp4OptionCode.RequestedAddress, Ipv4Address.Parse("10.1.0.102"))),
        Is.EqualTo("Offer 10.1.0.102 OfferRequested"));

    [TestCase("10.1.0.50", TestName = "An address outside the ranges is not given because it is asked for")]
    [TestCase("10.1.0.1", TestName = "Our own address is not given because it is asked for")]
    [TestCase("10.1.0.102", TestName = "Anothers address is not given because it is asked for")]
    public void Not_asked_for(string address) => Assert.That(
        new Rack().Lease(Other, "10.1.0.102").Say(Discover().With(Dhcp4OptionCode.RequestedAddress, Ipv4Address.Parse(address))),
        Is.EqualTo("Offer 10.1.0.100 OfferUnused"));

    [Test]
    public void Addresses_that_nobody_had_come_first_then_the_one_that_ended_longest_ago()
    {
        Rack rack = new Rack().Lease(Other, "10.1.0.100", -5).Lease(_third, "10.1.0.101", -10);
        string[] offers = [rack.Say(Discover(Node7)), rack.Say(Discover(_fourth))];
        Assert.That(offers, Is.EqualTo((string[])["Offer 10.1.0.102 OfferUnused", "Offer 10.1.0.101 OfferReused"]));
    }

    [Test]
    public void An_offer_is_held_and_repeated_and_lapses()
    {
        Rack rack = new();
        string first = rack.Say(Discover());
        string again = rack.Say(Discover());
        string other = rack.Say(Discover(Other));
        rack.After(_hold).Ask(Discover(_third));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first, again), Is.EqualTo(("Offer 10.1.0.100 OfferUnused", "Offer 10.1.0.100 OfferHeld")));
            Assert.That(other, Is.EqualTo("Offer 10.1.0.101 OfferUnused"));
            Assert.That((rack.Leases.HolderOf(First), rack.Leases.HeldFor(Node7)), Is.EqualTo(((MacAddress?)null, (Ipv4Address?)null)));
        }
    }

    [Test]
    public void Held_addresses_are_found_again_when_their_clients_never_came()
    {
        Rack rack = new();
        rack.Ask(Discover(Node7).With(Dhcp4OptionCode.RequestedAddress, Ipv4Address.Parse("10.1.0.102")));
        rack.Ask(Discover(Other));
        rack.Ask(Discover(_third));
        string full = rack.Say(Discover(_fourth));
        rack.After(_hold);
        MacAddress[] later = [.. Enumerable.Range(0, 3).Select(index => new MacAddress(_fourth.Value + (ulong)index))];
        string[] offers = [.. later.Select(mac => rack.Say(Discover(mac)))];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(full, Is.EqualTo("silent PoolExhausted"));
            Assert.That(offers, Is.Unique.And.All.StartsWith("Offer 10.1.0.10"));
        }
    }

    [Test]
    public void A_released_address_is_found_at_once_when_no_other_is_left()
    {
        Rack rack = new();
        rack.Boot(Node7);
        rack.Boot(Other);
        rack.Boot(_third);
        rack.After(TimeSpan.FromMinutes(1)).Ask(Release(Ipv4Address.Parse("10.1.0.101"), Other));
        Assert.That(rack.Say(Discover(_fourth)), Is.EqualTo("Offer 10.1.0.101 OfferReused"));
    }

    [Test]
    public void A_released_address_stays_its_owners_while_others_are_free()
    {
        Rack rack = new();
        rack.Boot(Node7);
        rack.Ask(Release(First));
        string other = rack.Say(Discover(Other));
        string owner = rack.Say(Discover(Node7));
        Assert.That((other, owner), Is.EqualTo(("Offer 10.1.0.101 OfferUnused", "Offer 10.1.0.100 OfferPrevious")));
    }

    [Test]
    public void A_declined_address_is_nobodys_until_its_quarantine_ends()
    {
        Rack rack = new();
        rack.With(rack.Config with { Dhcp = rack.Config.Dhcp with { DeclineQuarantine = TimeSpan.FromMinutes(30) } });
        rack.Boot(Node7);
        rack.Ask(Decline(First));
        string self = rack.Say(Discover(Node7));
        string asked = rack.Say(Discover(Other).With(Dhcp4OptionCode.RequestedAddress, First));
        string full = rack.Say(Discover(_third));
        string then = rack.After(TimeSpan.FromMinutes(30)).Say(Discover(_fourth).With(Dhcp4OptionCode.RequestedAddress, First));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(self, Is.EqualTo("Offer 10.1.0.101 OfferUnused"));
            Assert.That(asked, Is.EqualTo("Offer 10.1.0.102 OfferUnused"));
            Assert.That(full, Is.EqualTo("silent PoolExhausted"));
            Assert.That(then, Is.EqualTo("Offer 10.1.0.100 OfferRequested"));
        }
    }

    [Test]
    public void A_reserved_address_inside_a_range_is_for_nobody_else()
    {
        Rack rack = new Rack().Reserve(_fourth, "10.1.0.100");
        Assert.That(rack.Say(Discover()), Is.EqualTo("Offer 10.1.0.101 OfferUnused"));
    }

    [Test]
    public void Gateway_server_network_and_broadcast_address_are_never_given()
    {
        Rack rack = new();
        rack.With(rack.Config with
        {
            Subnets = [Subnet("10.1.0.0/29", "10.1.0.0", "10.1.0.7") with { Gateway = Ipv4Address.Parse("10.1.0.6") }],
        });
        string[] offers = [.. Enumerable.Range(0, 6).Select(index => rack.Say(Discover(new MacAddress(Other.Value + (ulong)index))))];
        Assert.That(offers, Is.EqualTo((string[])["Offer 10.1.0.2 OfferUnused", "Offer 10.1.0.3 OfferUnused", "Offer 10.1.0.4 OfferUnused",
            "Offer 10.1.0.5 OfferUnused", "silent PoolExhausted", "silent PoolExhausted"]));
    }

    [Test]
    public void A_second_subnet_on_the_link_is_used_when_the_first_is_full()
    {
        Rack rack = new();
        rack.With(rack.Config with { Subnets = [Subnet("10.1.0.0/24", "10.1.0.100", "10.1.0.100"), Subnet("10.2.0.0/24", "10.2.0.100", "10.2.0.100")] });
        rack.Boot(Node7);
        Dhcp4Decision.Reply second = (Dhcp4Decision.Reply)rack.Ask(Discover(Other));
        string selected = rack.Say(Select(second.Message.YourAddress, Other));
        string full = rack.Say(Discover(_third));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((Tell(second), second.Subnet), Is.EqualTo(("Offer 10.2.0.100 OfferUnused", "10.2.0.0/24")));
            Assert.That(selected, Is.EqualTo("Ack 10.2.0.100 AckSelected"));
            Assert.That(full, Is.EqualTo("silent PoolExhausted"));
        }
    }

    [Test]
    public void A_shrunken_range_gives_only_what_it_still_holds()
    {
        Rack rack = new();
        rack.Boot(Node7);
        rack.Boot(Other);
        rack.With(s => s with { Ranges = [new RangeConfig(RangeType.Dynamic, new(Ipv4Address.Parse("10.1.0.101"), Ipv4Address.Parse("10.1.0.102")))] });
        string moved = rack.Say(Discover(Node7));
        string kept = rack.Say(Renew(Ipv4Address.Parse("10.1.0.101"), Other), unicast: true);
        string full = rack.Say(Discover(_third));
        Assert.That((moved, kept, full), Is.EqualTo(("Offer 10.1.0.102 OfferUnused", "Ack 10.1.0.101 AckRenewed", "silent PoolExhausted")));
    }

    [Test]
    public void One_machine_keeps_one_address_from_its_ROM_over_iPXE_to_its_system()
    {
        Rack rack = new();
        List<string> addresses = [];
        List<double> minutes = [];
        foreach (string stage in (string[])["edk2-pxe-x64", "ipxe-bios", "grub", "udhcpc"])
        {
            Dhcp4ServerMessage offer = Read(rack.Ask(Vectors.Read($"Dhcp4/{stage}-discover").Octets));
            Dhcp4Decision ack = rack.Ask(Vectors.Read($"Dhcp4/{stage}-request").Octets);
            addresses.AddRange([offer.YourAddress.ToString(), Read(ack).YourAddress.ToString()]);
            minutes.Add((ack.Change!.Expiry - rack.Now).TotalMinutes);
            rack.After(TimeSpan.FromMinutes(20)); // longer than firmware's lease
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(addresses, Has.All.EqualTo("10.1.0.100"));
            Assert.That(minutes, Is.EqualTo((double[])[5, 5, 60, 60]));
            Assert.That(rack.Leases.Count, Is.EqualTo(1));
        }
    }

    [Test]
    public void Another_client_identifier_makes_no_other_client()
    {
        Rack rack = new();
        rack.Boot(Node7);
        Assert.That(
            rack.Say(Discover().With(Dhcp4OptionCode.ClientIdentifier, 0xFF, 1, 2, 3, 4, 0, 3, 0, 1)),
            Is.EqualTo("Offer 10.1.0.100 OfferCurrent"));
    }

    [Test]
    public void A_lease_that_could_not_be_stored_leaves_the_table_as_it_was()
    {
        Rack rack = new();
        rack.Ask(Discover());
        LeaseChange failed = rack.Responder.Accept(rack.Decide(Select(First).ToOctets())!, rack.Now)!;
        rack.Responder.Revert(failed);
        string other = rack.Say(Discover(Other));
        string retry = rack.Say(Select(First));
        Assert.That((other, retry), Is.EqualTo(("Offer 10.1.0.101 OfferUnused", "Ack 10.1.0.100 AckSelected")));
    }

    [Test]
    public void An_address_that_another_server_gave_away_is_refused_and_not_offered_again()
    {
        Rack rack = new();
        rack.Ask(Discover());
        LeaseChange refused = rack.Responder.Accept(rack.Decide(Select(First).ToOctets())!, rack.Now)!;
        rack.Responder.Yield(refused);
        string again = rack.Say(Select(First));
        string next = rack.Say(Discover());
        rack.Boot(Other);
        string full = rack.Say(Discover(_fourth));
        string then = rack.After(_leaseTime).Say(Discover(_fourth).With(Dhcp4OptionCode.RequestedAddress, First));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.EqualTo("Nak NakUnavailable"));
            Assert.That(next, Is.EqualTo("Offer 10.1.0.101 OfferUnused"));
            Assert.That(full, Is.EqualTo("silent PoolExhausted"));
            Assert.That(then, Is.EqualTo("Offer 10.1.0.100 OfferRequested"));
        }
    }

    [Test]
    public void Changes_of_one_address_are_taken_back_in_turn()
    {
        Rack rack = new();
        LeaseChange first = rack.Leases.Apply(Lease(rack, Node7));
        LeaseChange second = rack.Leases.Apply(Lease(rack, Other));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rack.Leases.Revert(first), Is.False);
            Assert.That(rack.Leases.Revert(second), Is.True);
            Assert.That(rack.Leases.Find(First)!.Mac, Is.EqualTo(Node7));
            Assert.That(rack.Leases.FindByMac(Other), Is.Empty);
            Assert.That(rack.Leases.Revert(first), Is.True);
            Assert.That(rack.Leases.Count, Is.Zero);
            Assert.That(rack.Leases.FindByMac(Node7), Is.Empty);
        }
    }

    [Test]
    public void Holds_end_in_the_order_of_their_ends_also_after_a_reload_that_shortens_them()
    {
        Rack rack = new();
        rack.Leases.Hold(First, Node7, rack.Now.AddMinutes(10));
        rack.Leases.Hold(Ipv4Address.Parse("10.1.0.101"), Other, rack.Now.AddMinutes(1));
        rack.Leases.ExpireHolds(rack.Now.AddMinutes(1));
        Assert.That((rack.Leases.HeldFor(Node7), rack.Leases.HeldFor(Other)), Is.EqualTo(((Ipv4Address?)First, (Ipv4Address?)null)));
    }

    [Test]
    [CancelAfter(20_000)]
    public void A_full_pool_of_100_000_addresses_costs_no_search(CancellationToken cancellationToken)
    {
        const int Size = 100_000;
        Rack rack = new();
        Ipv4Address from = Ipv4Address.Parse("10.8.0.1");
        Ipv4Address to = new(from.Value + Size - 1);
        rack.With(rack.Config with { Subnets = [Subnet("10.8.0.0/13", from.ToString(), to.ToString())] });
        for (uint index = 0; index < Size; index++)
        {
            rack.Leases.Apply(new Lease(
                new(from.Value + index), new MacAddress(0x0200_0000_0000 + (ulong)index), LeaseState.Leased, rack.Now, rack.Now.AddHours(1), null));
        }

        rack.Ask(Discover());
        cancellationToken.ThrowIfCancellationRequested();
        Stopwatch watch = Stopwatch.StartNew();
        HashSet<string> answers = [.. Enumerable.Range(1, 1000).Select(index => rack.Say(Discover(new MacAddress(Node7.Value + (ulong)index))))];
        TimeSpan refusing = watch.Elapsed;
        rack.After(_leaseTime);
        HashSet<string> reused = [.. Enumerable.Range(1, 1000).Select(index => rack.Say(Discover(new MacAddress(Node7.Value + (ulong)index))))];

        // A search through the pool would look at 100 million addresses, for seconds.
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Is.EquivalentTo((string[])["silent PoolExhausted"]));
            Assert.That(reused, Has.Count.EqualTo(1000));
            Assert.That(refusing, Is.LessThan(TimeSpan.FromMilliseconds(500)));
        }
    }

    private static Lease Lease(Rack rack, MacAddress mac) =>
        new(First, mac, LeaseState.Leased, rack.Now, rack.Now.AddHours(1), null);
}
