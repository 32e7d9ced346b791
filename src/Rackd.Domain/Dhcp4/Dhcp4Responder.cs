using Rackd.Domain.Addresses;
using Rackd.Domain.Boot;
using Rackd.Domain.Machines;
using Rackd.Domain.Snapshots;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Dhcp4;

/// <summary>
/// Decides what to do about a DHCPv4 message (RFC 2131 §4.3). It reads the lease table and changes nothing: the decision
/// carries the lease to record and the address to hold, which <see cref="Accept"/> applies.
/// </summary>
public sealed class Dhcp4Responder(Dhcp4State state)
{
    private const int MostHops = 16;

    private readonly LeaseTable _leases = state.Leases;
    private readonly AddressBook _book = new(state.Leases);
    private ConfigSnapshot? _snapshot;

    /// <summary>Decides.</summary>
    /// <param name="request">The message.</param>
    /// <param name="arrival">Where it came in.</param>
    /// <param name="snapshot">The configuration.</param>
    /// <param name="now">The time.</param>
    public Dhcp4Decision Decide(
        in Dhcp4Message request, Dhcp4Arrival arrival, ConfigSnapshot snapshot, DateTimeOffset now)
    {
        Follow(snapshot);
        _leases.ExpireHolds(now);
        if (Refuse(request, arrival, snapshot) is { } refusal)
        {
            return Silence(request, snapshot.Inventory.Find(request.Mac), PxeClient.None, refusal);
        }

        PxeClient client = PxeClientReader.Read(request);
        if (client.Kind == PxeClientKind.Ipxe)
        {
            client = client with { IsGiven = state.Clients.RunsGivenLoader(request.Mac, now) };
        }

        Machine machine = snapshot.Inventory.Find(request.Mac, client.Uuid);
        Dhcp4Exchange exchange = new(arrival, snapshot, machine, client, now);
        return request.MessageType switch
        {
            Dhcp4MessageType.Discover => Discover(request, exchange),
            Dhcp4MessageType.Request => Request(request, exchange),
            Dhcp4MessageType.Decline => Decline(request, exchange),
            Dhcp4MessageType.Release => Release(request, exchange),
            Dhcp4MessageType.Inform => Inform(request, exchange),
            _ => Silence(request, exchange, Dhcp4Reason.UnknownMessageType),
        };
    }

    /// <summary>Applies what a decision says of leases and holds.</summary>
    /// <returns>The change of a lease, which has to be stored before anything is sent; null for none.</returns>
    public LeaseChange? Accept(Dhcp4Decision decision, DateTimeOffset now)
    {
        if (decision is Dhcp4Decision.Silent { DropHold: true })
        {
            _leases.DropHold(decision.Machine.Mac);
        }

        if (decision is Dhcp4Decision.Reply { Hold: { } hold } reply)
        {
            _leases.Hold(reply.Message.YourAddress, reply.Machine.Mac, now + hold);
        }

        return decision.Change is { } change ? _leases.Apply(change) : null;
    }

    /// <summary>Takes back a change that could not be stored: the client asks again, and finds the table as it was.</summary>
    public void Revert(LeaseChange change) => _leases.Revert(change);

    /// <summary>
    /// Takes back a change that the store refused because another server was first. Nobody gets the address for as long as
    /// this client would have had it, so that the client's next request leads to another one.
    /// </summary>
    public void Yield(LeaseChange change)
    {
        if (_leases.Revert(change))
        {
            _leases.Withhold(change.Applied.Address, change.Applied.Expiry);
        }
    }

    private static Dhcp4Reason? Refuse(in Dhcp4Message request, Dhcp4Arrival arrival, ConfigSnapshot snapshot)
    {
        if (request.IsReply)
        {
            return Dhcp4Reason.NotARequest;
        }

        if (request.Mac.IsZero || request.Mac.IsMulticast)
        {
            return Dhcp4Reason.BadHardwareAddress;
        }

        if (request.MessageType == Dhcp4MessageType.None)
        {
            return Dhcp4Reason.Bootp;
        }

        if (request.Hops > MostHops)
        {
            return Dhcp4Reason.TooManyHops;
        }

        if (!snapshot.Config.Dhcp.Enabled)
        {
            return Dhcp4Reason.Disabled;
        }

        Ipv4Address relay = request.RelayAddress;
        if (relay.IsLoopback || relay.IsMulticast || relay == Ipv4Address.Broadcast || arrival.IsOurs(relay))
        {
            return Dhcp4Reason.BadRelayAddress;
        }

        return arrival.Subnets.Count > 0
            ? null
            : relay.IsAny ? Dhcp4Reason.NoSubnet : Dhcp4Reason.UnknownRelay;
    }

    private void Follow(ConfigSnapshot snapshot)
    {
        if (!ReferenceEquals(_snapshot, snapshot))
        {
            _snapshot = snapshot;
            _book.Retain(snapshot.Subnets);
        }
    }

    private Dhcp4Decision Discover(in Dhcp4Message request, Dhcp4Exchange exchange)
    {
        Ipv4Address? requested = request.AddressOption(Dhcp4OptionCode.RequestedAddress);
        AddressChoice? choice = _book.Choose(
            exchange.Arrival.Subnets, request.Mac, requested, exchange.Now, out Dhcp4Reason refusal);
        return choice is null
            ? Silence(request, exchange, refusal)
            : Give(request, exchange, Dhcp4MessageType.Offer, choice);
    }

    private Dhcp4Decision Request(in Dhcp4Message request, Dhcp4Exchange exchange)
    {
        // RFC 2131 §4.3.2, table 4: which fields are set tells the client's state.
        Ipv4Address? requested = request.AddressOption(Dhcp4OptionCode.RequestedAddress);
        if (request.AddressOption(Dhcp4OptionCode.ServerIdentifier) is { } server)
        {
            return Select(request, exchange, server, requested);
        }

        if (requested is { } address)
        {
            return Reboot(request, exchange, address);
        }

        return request.ClientAddress.IsAny
            ? Nak(request, exchange, Dhcp4Reason.NakNoAddress, exchange.MainSubnet, isOurClient: false)
            : Renew(request, exchange);
    }

    private Dhcp4Decision Select(
        in Dhcp4Message request, Dhcp4Exchange exchange, Ipv4Address server, Ipv4Address? requested)
    {
        if (exchange.Arrival.Subnets.FirstOrDefault(subnet => subnet.Server == server) is not { } chosen)
        {
            return Silence(request, exchange, Dhcp4Reason.OtherServerChosen) with { DropHold = true };
        }

        if (requested is not { } address)
        {
            return Nak(request, exchange, Dhcp4Reason.NakNoAddress, chosen, isOurClient: true);
        }

        if (exchange.SubnetOf(address) is not { } subnet)
        {
            return Nak(request, exchange, Dhcp4Reason.NakWrongSubnet, chosen, isOurClient: true);
        }

        return _book.MayHave(subnet, request.Mac, address, exchange.Now)
            ? Grant(request, exchange, subnet, address, Dhcp4Reason.AckSelected)
            : Nak(request, exchange, Dhcp4Reason.NakUnavailable, chosen, isOurClient: true);
    }

    private Dhcp4Decision Reboot(in Dhcp4Message request, Dhcp4Exchange exchange, Ipv4Address address)
    {
        bool isOurClient = IsKnown(request.Mac, exchange);
        if (exchange.SubnetOf(address) is not { } subnet)
        {
            return Nak(request, exchange, Dhcp4Reason.NakWrongSubnet, exchange.MainSubnet, isOurClient);
        }

        if (_book.UsableReservation(subnet, request.Mac, exchange.Now) is { } reserved && reserved != address)
        {
            return Nak(request, exchange, Dhcp4Reason.NakReservationChanged, subnet, isOurClient: true);
        }

        bool isOurs = _leases.Find(address)?.Mac == request.Mac
            || subnet.Plan.ReservationOf(request.Mac)?.Address == address;
        if (isOurs && _book.MayHave(subnet, request.Mac, address, exchange.Now))
        {
            return Grant(request, exchange, subnet, address, Dhcp4Reason.AckRebooted);
        }

        // RFC 2131 §4.3.2: a client that we have no record of is left alone, unless nobody else can know it either.
        Dhcp4Reason reason = isOurClient ? Dhcp4Reason.NakUnavailable : Dhcp4Reason.NakUnknown;
        return Nak(request, exchange, reason, subnet, isOurClient);
    }

    private Dhcp4Decision Renew(in Dhcp4Message request, Dhcp4Exchange exchange)
    {
        Ipv4Address address = request.ClientAddress;
        bool isRenewing = exchange.Arrival.IsUnicast && request.RelayAddress.IsAny;
        if (exchange.SubnetOf(address) is not { } subnet)
        {
            return isRenewing
                ? Nak(request, exchange, Dhcp4Reason.NakWrongSubnet, exchange.MainSubnet, IsKnown(request.Mac, exchange))
                : Silence(request, exchange, Dhcp4Reason.UnknownLease);
        }

        if (_book.UsableReservation(subnet, request.Mac, exchange.Now) is { } reserved && reserved != address)
        {
            return Nak(request, exchange, Dhcp4Reason.NakReservationChanged, subnet, isOurClient: true);
        }

        Lease? last = _leases.Find(address);
        bool isKnown = last?.Mac == request.Mac;
        if (!_book.MayHave(subnet, request.Mac, address, exchange.Now))
        {
            return last is not null
                ? Nak(request, exchange, Dhcp4Reason.NakUnavailable, subnet, isKnown)
                : Silence(request, exchange, Dhcp4Reason.UnknownLease);
        }

        if (!isKnown && !isRenewing && !exchange.IsAuthoritative(subnet))
        {
            return Silence(request, exchange, Dhcp4Reason.NotAuthoritative);
        }

        Dhcp4Reason reason = isRenewing ? Dhcp4Reason.AckRenewed : Dhcp4Reason.AckRebound;
        return Grant(request, exchange, subnet, address, isKnown ? reason : Dhcp4Reason.AckRecovered);
    }

    private bool IsKnown(MacAddress mac, Dhcp4Exchange exchange) =>
        _leases.FindByMac(mac).Any(lease => exchange.SubnetOf(lease.Address) is not null)
        || exchange.Arrival.Subnets.Any(subnet => subnet.Plan.ReservationOf(mac) is not null);

    private Dhcp4Decision.Silent Decline(in Dhcp4Message request, Dhcp4Exchange exchange)
    {
        Lease? lease = request.AddressOption(Dhcp4OptionCode.RequestedAddress) is { } address ? _leases.Find(address) : null;
        if (lease is null || lease.Mac != request.Mac || !lease.IsActive(exchange.Now))
        {
            return Silence(request, exchange, Dhcp4Reason.NotTheOwner);
        }

        DateTimeOffset until = exchange.Now + exchange.Snapshot.Config.Dhcp.DeclineQuarantine;
        return Silence(request, exchange, Dhcp4Reason.Declined) with
        {
            Change = lease with { State = LeaseState.Declined, Expiry = until },
        };
    }

    private Dhcp4Decision.Silent Release(in Dhcp4Message request, Dhcp4Exchange exchange)
    {
        Lease? lease = _leases.Find(request.ClientAddress);
        if (lease is null || lease.Mac != request.Mac || !lease.IsActive(exchange.Now))
        {
            return Silence(request, exchange, Dhcp4Reason.NotTheOwner);
        }

        return Silence(request, exchange, Dhcp4Reason.Released) with
        {
            Change = lease with { State = LeaseState.Released, Expiry = exchange.Now },
        };
    }

    private static Dhcp4Decision.Reply Inform(in Dhcp4Message request, Dhcp4Exchange exchange)
    {
        Ipv4Address address = request.ClientAddress.IsAny ? exchange.Arrival.Source : request.ClientAddress;
        ServedSubnet subnet = exchange.SubnetOf(address) ?? exchange.Arrival.Subnets[0];

        // RFC 2131 §4.3.5: no address, no times.
        return ReplyComposer.Compose(request, exchange, Dhcp4MessageType.Ack, subnet, default, leaseTime: null, Dhcp4Reason.AckInformed);
    }

    private static Dhcp4Decision.Reply Give(
        in Dhcp4Message request, Dhcp4Exchange exchange, Dhcp4MessageType type, AddressChoice choice)
    {
        TimeSpan leaseTime = exchange.LeaseTimeIn(choice.Subnet);
        return ReplyComposer.Compose(request, exchange, type, choice.Subnet, choice.Address, leaseTime, choice.Reason);
    }

    private Dhcp4Decision Grant(
        in Dhcp4Message request, Dhcp4Exchange exchange, ServedSubnet subnet, Ipv4Address address, Dhcp4Reason reason)
    {
        Lease? last = _leases.Find(address);
        bool goesOn = last?.Mac == request.Mac && last.IsActive(exchange.Now);
        Dhcp4Decision.Reply reply = Give(
            request, exchange, Dhcp4MessageType.Ack, new AddressChoice(subnet, address, reason));
        return reply with
        {
            Change = new Lease(
                address,
                request.Mac,
                LeaseState.Leased,
                Start: goesOn ? last!.Start : exchange.Now,
                Expiry: exchange.Now + exchange.LeaseTimeIn(subnet),
                HostNames.Clean(request.Options.First(Dhcp4OptionCode.HostName)) ?? (goesOn ? last!.HostName : null)),
        };
    }

    private static Dhcp4Decision Nak(
        in Dhcp4Message request, Dhcp4Exchange exchange, Dhcp4Reason reason, ServedSubnet subnet, bool isOurClient)
    {
        // Whom we gave an address, or who chose us, we may refuse; whom others may know, only where there are no others.
        if (!subnet.Plan.Config.Managed || !(isOurClient || exchange.IsAuthoritative(subnet)))
        {
            return Silence(request, exchange, Dhcp4Reason.NotAuthoritative);
        }

        return ReplyComposer.Refuse(request, exchange, reason, subnet);
    }

    private static Dhcp4Decision.Silent Silence(in Dhcp4Message request, Dhcp4Exchange exchange, Dhcp4Reason reason) =>
        Silence(request, exchange.Machine, exchange.Client, reason);

    private static Dhcp4Decision.Silent Silence(
        in Dhcp4Message request, Machine machine, PxeClient client, Dhcp4Reason reason) =>
        new()
        {
            Reason = reason,
            Request = request.MessageType,
            Machine = machine,
            Client = client,
        };
}
