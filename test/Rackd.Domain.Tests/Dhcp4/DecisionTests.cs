using Rackd.Domain.Dhcp4;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;
using static Rackd.Domain.Tests.Dhcp4.Rack;

namespace Rackd.Domain.Tests.Dhcp4;

/// <summary>What is answered to whom: one row per rule, for a link where rackd is the authority and for one where it is not.</summary>
public sealed class DecisionTests
{
    private static readonly Ipv4Address _offNet = Ipv4Address.Parse("192.168.7.7");
    private static readonly Ipv4Address _static = Ipv4Address.Parse("10.1.0.50");
    private static readonly Ipv4Address _server2 = Ipv4Address.Parse("10.1.0.2");

    private static IEnumerable<Row> Rows()
    {
        // Accept or drop before the state is looked at.
        yield return Both("A server's message is no request", r => r.Say(Discover() with { Operation = 2 }), "silent NotARequest");
        yield return Both("A zero hardware address names nobody", r => r.Say(Discover(default(MacAddress))), "silent BadHardwareAddress");
        yield return Both("A group names nobody", r => r.Say(Discover(MacAddress.Broadcast)), "silent BadHardwareAddress");
        yield return Both("No hardware type but a length", r => r.Say(Discover() with { HardwareType = 0 }), "silent BadHardwareAddress");
        yield return Both("No hardware length", r => r.Say(Discover() with { HardwareLength = 0 }), "silent BadHardwareAddress");
        yield return Both("No message type is BOOTP", r => r.Say(Discover() with { Type = null }), "silent Bootp");
        yield return Both("More than 16 relay agents", r => r.Say(Discover() with { Hops = 17 }), "silent TooManyHops");
        yield return Both("A server's type from a client", r => r.Say(Discover() with { Type = Dhcp4MessageType.Offer }), "silent UnknownMessageType");
        yield return Both("A type that nobody knows", r => r.Say(Discover() with { Type = (Dhcp4MessageType)99 }), "silent UnknownMessageType");
        yield return Both("DHCP switched off", r => r.With(r.Config with { Dhcp = r.Config.Dhcp with { Enabled = false } }).Say(Discover()), "silent Disabled");
        yield return Both("An unknown relay agent", r => r.Say(Discover() with { RelayAddress = _offNet, Hops = 1 }), "silent UnknownRelay");
        yield return Both("No subnet on the link", r => r.With(r.Config with { Subnets = [] }).Say(Discover()), "silent NoSubnet");
        yield return Both("Everybody is no relay agent", r => r.Say(Discover() with { RelayAddress = Ipv4Address.Broadcast }), "silent BadRelayAddress");
        yield return Both("Loopback is no relay agent", r => r.Say(Discover() with { RelayAddress = Ipv4Address.Parse("127.0.0.1") }), "silent BadRelayAddress");
        yield return Both("We are no relay agent of ours", r => r.Say(Discover() with { RelayAddress = Server }), "silent BadRelayAddress");
        yield return Both("A relay agent with hops zero is answered", r => r.Say(Discover() with { RelayAddress = Ipv4Address.Parse("10.1.0.253") }), "Offer 10.1.0.100 OfferUnused");
        yield return Both("An empty client identifier is treated as absent", r => r.Say(Discover().With(Dhcp4OptionCode.ClientIdentifier)), "Offer 10.1.0.100 OfferUnused");
        yield return Both("A server identifier in DISCOVER is ignored", r => r.Say(Discover().With(Dhcp4OptionCode.ServerIdentifier, _server2)), "Offer 10.1.0.100 OfferUnused");
        yield return Both("A missing end marker is accepted", r => r.Say(Discover() with { Tail = [] }), "Offer 10.1.0.100 OfferUnused");

        // DISCOVER.
        yield return Both("DISCOVER, an unmanaged subnet", r => r.With(s => s with { Managed = false }).Say(Discover()), "silent SubnetUnmanaged");
        yield return Both("DISCOVER, no dynamic range", r => r.With(s => s with { Ranges = [] }).Say(Discover()), "silent NoDynamicRange");
        yield return Both("DISCOVER, pool empty", r => Fill(r).Say(Discover()), "silent PoolExhausted");

        // SELECTING.
        yield return Both("SELECTING, our offer", r => Offered(r).Say(Select(First)), "Ack 10.1.0.100 AckSelected");
        yield return Both("SELECTING, another server", r => r.Say(Reboot(First).With(Dhcp4OptionCode.ServerIdentifier, _server2)), "silent OtherServerChosen");
        yield return Both("SELECTING, address no longer available", r => Offered(r).Lease(Other, "10.1.0.100").Say(Select(First)), "Nak NakUnavailable");
        yield return Both("SELECTING, address offered to another", r => { r.Ask(Discover(Other)); return r.Say(Select(First)); }, "Nak NakUnavailable");
        yield return Both("SELECTING, address that is never given", r => r.Say(Select(_static)), "Nak NakUnavailable");
        yield return Both("SELECTING, our own address", r => r.Say(Select(Server)), "Nak NakUnavailable");
        yield return Both("SELECTING, address of no subnet here", r => r.Say(Select(_offNet)), "Nak NakWrongSubnet");
        yield return Both("SELECTING, no address named", r => r.Say(Select(First).Without(Dhcp4OptionCode.RequestedAddress)), "Nak NakNoAddress");

        // INIT-REBOOT.
        yield return Both("INIT-REBOOT, our client, right address", r => r.Lease(Node7, "10.1.0.100").Say(Reboot(First)), "Ack 10.1.0.100 AckRebooted");
        yield return Both("INIT-REBOOT, our client, lapsed lease still free", r => r.Lease(Node7, "10.1.0.100", -1).Say(Reboot(First)), "Ack 10.1.0.100 AckRebooted");
        yield return Both("INIT-REBOOT, our client, wrong address on-net", r => r.Lease(Node7, "10.1.0.101").Say(Reboot(First)), "Nak NakUnavailable");
        yield return Both("INIT-REBOOT, our client, off-net address", r => r.Lease(Node7, "10.1.0.101").Say(Reboot(_offNet)), "Nak NakWrongSubnet");
        yield return Both("INIT-REBOOT, reservation not yet used", r => r.Reserve(Node7, "10.1.0.50").Say(Reboot(_static)), "Ack 10.1.0.50 AckRebooted");
        yield return Both("INIT-REBOOT, another address is reserved", r => r.Lease(Node7, "10.1.0.100").Reserve(Node7, "10.1.0.50").Say(Reboot(First)), "Nak NakReservationChanged");
        yield return Rule("INIT-REBOOT, unknown client, on-net", r => r.Say(Reboot(First)), "Nak NakUnknown", "silent NotAuthoritative");
        yield return Rule("INIT-REBOOT, unknown client, off-net", r => r.Say(Reboot(_offNet)), "Nak NakWrongSubnet", "silent NotAuthoritative");
        yield return Rule("INIT-REBOOT, address of another client", r => r.Lease(Other, "10.1.0.100").Say(Reboot(First)), "Nak NakUnknown", "silent NotAuthoritative");

        // RENEWING and REBINDING.
        yield return Both("RENEW, ours", r => r.Lease(Node7, "10.1.0.100").Say(Renew(First), unicast: true), "Ack 10.1.0.100 AckRenewed");
        yield return Both("REBIND, ours", r => r.Lease(Node7, "10.1.0.100").Say(Renew(First)), "Ack 10.1.0.100 AckRebound");
        yield return Both("RENEW, lapsed lease still free", r => r.Lease(Node7, "10.1.0.100", -5).Say(Renew(First), unicast: true), "Ack 10.1.0.100 AckRenewed");
        yield return Rule("RENEW, address held by another client", r => r.Lease(Other, "10.1.0.100").Say(Renew(First), unicast: true), "Nak NakUnavailable", "silent NotAuthoritative");
        yield return Rule("RENEW, off-net", r => r.Say(Renew(_offNet), unicast: true), "Nak NakWrongSubnet", "silent NotAuthoritative");
        yield return Both("RENEW, unknown client, free address in the pool", r => r.Say(Renew(First), unicast: true), "Ack 10.1.0.100 AckRecovered");
        yield return Rule("REBIND, unknown client, free address in the pool", r => r.Say(Renew(First)), "Ack 10.1.0.100 AckRecovered", "silent NotAuthoritative");
        yield return Both("REBIND, no record, address not ours", r => r.Say(Renew(_offNet)), "silent UnknownLease");
        yield return Both("REBIND, no record, address not given here", r => r.Say(Renew(_static)), "silent UnknownLease");
        yield return Rule("REQUEST without 50, 54 and ciaddr", r => r.Say(new Dhcp4ClientMessage(Dhcp4MessageType.Request)), "Nak NakNoAddress", "silent NotAuthoritative");
        yield return Both("RENEW, another address is reserved and free", r => r.Lease(Node7, "10.1.0.100").Reserve(Node7, "10.1.0.50").Say(Renew(First), unicast: true), "Nak NakReservationChanged");
        yield return Both("RENEW, another address is reserved but in use", r => r.Lease(Node7, "10.1.0.100").Lease(Other, "10.1.0.50").Reserve(Node7, "10.1.0.50").Say(Renew(First), unicast: true), "Ack 10.1.0.100 AckRenewed");
        yield return Both("RENEW, the range no longer holds the address", r => r.Lease(Node7, "10.1.0.100").With(s => s with { Ranges = [] }).Say(Renew(First), unicast: true), "Nak NakUnavailable");

        // RELEASE, DECLINE, INFORM.
        yield return Both("RELEASE, ours", r => r.Lease(Node7, "10.1.0.100").Say(Release(First), unicast: true), "silent Released");
        yield return Both("RELEASE, another's", r => r.Lease(Other, "10.1.0.100").Say(Release(First), unicast: true), "silent NotTheOwner");
        yield return Both("RELEASE, unknown", r => r.Say(Release(First), unicast: true), "silent NotTheOwner");
        yield return Both("RELEASE, twice", r => { r.Lease(Node7, "10.1.0.100").Ask(Release(First)); return r.Say(Release(First)); }, "silent NotTheOwner");
        yield return Both("DECLINE, ours", r => r.Lease(Node7, "10.1.0.100").Say(Decline(First)), "silent Declined");
        yield return Both("DECLINE without 50", r => r.Lease(Node7, "10.1.0.100").Say(Decline(First).Without(Dhcp4OptionCode.RequestedAddress)), "silent NotTheOwner");
        yield return Both("DECLINE, another's", r => r.Lease(Other, "10.1.0.100").Say(Decline(First)), "silent NotTheOwner");
        yield return Both("DECLINE, lapsed", r => r.Lease(Node7, "10.1.0.100", -1).Say(Decline(First)), "silent NotTheOwner");
        yield return Both("DECLINE, twice", r => { r.Lease(Node7, "10.1.0.100").Ask(Decline(First)); return r.Say(Decline(First)); }, "silent NotTheOwner");
        yield return Both("INFORM", r => r.Say(new Dhcp4ClientMessage(Dhcp4MessageType.Inform) { ClientAddress = _static }, unicast: true), "Ack AckInformed");
    }

    private static IEnumerable<TestCaseData> Rules() => Rows().SelectMany(row => new[]
    {
        new TestCaseData(row.Exchange, true, row.Authoritative).SetName($"{row.Name}: {row.Authoritative}"),
        new TestCaseData(row.Exchange, false, row.Otherwise).SetName($"{row.Name}, no authority: {row.Otherwise}"),
    });

    [TestCaseSource(nameof(Rules))]
    public void Rule_holds(Func<Rack, string> exchange, bool authoritative, string expected) =>
        Assert.That(exchange(new Rack(authoritative)), Is.EqualTo(expected));

    [Test]
    public void Every_reason_of_the_responder_stands_in_a_rule()
    {
        string[] elsewhere = // told by the service, or tested with the order of addresses
        [
            nameof(Dhcp4Reason.Malformed), nameof(Dhcp4Reason.StoreFailed), nameof(Dhcp4Reason.TakenElsewhere),
            nameof(Dhcp4Reason.Overload), nameof(Dhcp4Reason.OfferReservation), nameof(Dhcp4Reason.OfferCurrent),
            nameof(Dhcp4Reason.OfferHeld), nameof(Dhcp4Reason.OfferPrevious), nameof(Dhcp4Reason.OfferRequested),
            nameof(Dhcp4Reason.OfferReused),
        ];
        IEnumerable<string> told = Rows()
            .SelectMany(row => new[] { row.Authoritative, row.Otherwise }).Select(told => told.Split(' ')[^1]);
        Assert.That(Enum.GetNames<Dhcp4Reason>().Except(elsewhere).Except(told), Is.Empty);
    }

    [Test]
    public void Another_servers_choice_frees_the_address_that_was_held()
    {
        Rack rack = new();
        rack.Ask(Discover());
        rack.Ask(Reboot(_static).With(Dhcp4OptionCode.ServerIdentifier, _server2));
        Assert.That(rack.Leases.HolderOf(First), Is.Null);
    }

    [Test]
    public void A_renewed_lease_begins_when_it_first_began_and_ends_later()
    {
        Rack rack = new();
        rack.Boot(Node7);
        DateTimeOffset begun = rack.Now;
        Lease renewed = rack.After(TimeSpan.FromMinutes(30)).Ask(Renew(First), unicast: true).Change!;
        Assert.That((renewed.Start, renewed.Expiry), Is.EqualTo((begun, begun + TimeSpan.FromMinutes(90))));
    }

    [Test]
    public void A_NAK_names_the_server_that_was_chosen()
    {
        Rack rack = new();
        Dhcp4ServerMessage nak = Read(rack.Ask(Select(_static)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(nak.Address(Dhcp4OptionCode.ServerIdentifier), Is.EqualTo(Server));
            Assert.That((nak.YourAddress.IsAny, nak.ServerAddress.IsAny, nak.ClientAddress.IsAny), Is.EqualTo((true, true, true)));
            Assert.That(nak.Flags & 0x8000, Is.Not.Zero);
            Assert.That(nak.Codes, Is.EqualTo(new[] { Dhcp4OptionCode.MessageType, Dhcp4OptionCode.ServerIdentifier, Dhcp4OptionCode.Message }));
        }
    }

    private static Row Rule(string name, Func<Rack, string> exchange, string authoritative, string otherwise) =>
        new(name, exchange, authoritative, otherwise);

    private static Row Both(string name, Func<Rack, string> exchange, string expected) =>
        new(name, exchange, expected, expected);

    private static Rack Offered(Rack rack)
    {
        rack.Ask(Discover());
        return rack;
    }

    private static Rack Fill(Rack rack)
    {
        rack.Boot(Other);
        rack.Boot(new MacAddress(Other.Value + 1));
        rack.Boot(new MacAddress(Other.Value + 2));
        return rack;
    }

    private sealed record Row(string Name, Func<Rack, string> Exchange, string Authoritative, string Otherwise);
}
