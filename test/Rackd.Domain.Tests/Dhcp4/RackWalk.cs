using Rackd.Domain.Dhcp4;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Dhcp4;

/// <summary>
/// Many clients on a link that loses, copies and reorders, before a server that restarts, whose disk fails and whose clock
/// steps. Kept apart from the server's own table is who was told what: at any time an address has one owner at most, and
/// what was acknowledged is in the table.
/// </summary>
internal sealed class RackWalk(long seed, int clients)
{
    private static readonly DateTimeOffset _never = DateTimeOffset.MinValue;

    private readonly SeededRandom _random = new(seed);
    private readonly Rack _rack = NewRack();
    private readonly Dictionary<Ipv4Address, Lease> _journal = [];
    private readonly Dictionary<Ipv4Address, (MacAddress Owner, DateTimeOffset Until)> _told = [];
    private readonly Ipv4Address?[] _bound = new Ipv4Address?[clients];
    private readonly List<(bool ToServer, byte[] Octets)> _inFlight = [];

    public int Acknowledged { get; private set; }

    public int Refused { get; private set; }

    public int Restarts { get; private set; }

    public void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Step();
        }
    }

    private static Rack NewRack()
    {
        Rack rack = new();
        return rack.With(rack.Config with { Subnets = [Rack.Subnet("10.1.0.0/22", "10.1.0.10", "10.1.0.209")] });
    }

    private void Step()
    {
        _rack.Now += TimeSpan.FromSeconds(_random.Next(30));
        switch (_random.Next(200))
        {
            case 0:
                Restart();
                break;
            case 1:
                _rack.Now += TimeSpan.FromMinutes(_random.Next(-90, 240));
                break;
            case < 60:
                Act(_random.Next(clients));
                break;
            default:
                Deliver();
                break;
        }
    }

    private void Restart()
    {
        Restarts++;
        _rack.Restart(_journal.Values);
        foreach ((Ipv4Address address, (MacAddress owner, DateTimeOffset until)) in _told)
        {
            if (until > _rack.Now && owner != default)
            {
                Lease? lease = _rack.Leases.Find(address);
                Assert.That((lease?.Mac, lease?.IsActive(_rack.Now)), Is.EqualTo(((MacAddress?)owner, (bool?)true)), $"{address} after a restart");
            }
        }
    }

    private void Act(int client)
    {
        MacAddress mac = MacOf(client);
        Dhcp4ClientMessage message = (_bound[client], _random.Next(10)) switch
        {
            (null, 0) => Rack.Reboot(AnyAddress(), mac),
            (null, 1) => Rack.Renew(AnyAddress(), mac),
            (null, 2) => Rack.Select(AnyAddress(), mac),
            (null, 3) => Rack.Discover(mac).With(Dhcp4OptionCode.RequestedAddress, AnyAddress()),
            (null, _) => Rack.Discover(mac),
            ({ } address, 0) => Rack.Release(address, mac),
            ({ } address, 1) => Rack.Decline(address, mac),
            ({ } address, 2) => Rack.Reboot(address, mac),
            ({ } address, < 8) => Rack.Renew(address, mac),
            (_, _) => Rack.Discover(mac),
        };
        if (message.Type is Dhcp4MessageType.Release or Dhcp4MessageType.Decline)
        {
            _bound[client] = null;
        }

        Put(toServer: true, message.ToOctets());
    }

    private void Deliver()
    {
        if (_inFlight.Count == 0)
        {
            return;
        }

        int chosen = _random.Next(_inFlight.Count);
        (bool toServer, byte[] octets) = _inFlight[chosen];
        if (!_random.Chance(0.1))
        {
            _inFlight.RemoveAt(chosen); // else it comes once more
        }

        if (_random.Chance(0.1))
        {
            return;
        }

        if (toServer)
        {
            Serve(octets);
        }
        else
        {
            Hear(new Dhcp4ServerMessage(octets));
        }
    }

    private void Serve(byte[] octets)
    {
        Dhcp4Decision decision = _rack.Decide(octets)!;
        LeaseChange? change = _rack.Responder.Accept(decision, _rack.Now);
        if (change is not null && _random.Chance(0.05))
        {
            _rack.Responder.Revert(change); // the disk failed: nothing is said
            return;
        }

        if (change is not null)
        {
            Commit(change.Applied);
        }

        if (decision is Dhcp4Decision.Reply reply)
        {
            Refused += reply.Type == Dhcp4MessageType.Nak ? 1 : 0;
            byte[] buffer = new byte[Dhcp4Reply.LargestSize];
            Put(toServer: false, buffer[..reply.Message.WriteTo(buffer)]);
        }
    }

    private void Commit(Lease lease)
    {
        (MacAddress owner, DateTimeOffset until) = _told.GetValueOrDefault(lease.Address, (default, _never));
        bool isOwners = owner == lease.Mac || until <= _rack.Now;
        Assert.That(isOwners, Is.True, $"seed {seed}: {lease.Address} is {owner}'s until {until:u} and was given to {lease.Mac}");
        _journal[lease.Address] = lease;
        _told[lease.Address] = lease.State switch
        {
            LeaseState.Leased => (lease.Mac, lease.Expiry),
            LeaseState.Declined => (default, lease.Expiry),
            LeaseState.Released => (default, _never),
        };
        Acknowledged += lease.State == LeaseState.Leased ? 1 : 0;
    }

    private void Hear(Dhcp4ServerMessage message)
    {
        int client = (int)(message.Mac.Value - MacOf(0).Value);
        switch (message.Type)
        {
            case Dhcp4MessageType.Offer:
                Put(toServer: true, Rack.Select(message.YourAddress, message.Mac).ToOctets());
                break;
            case Dhcp4MessageType.Ack:
                _bound[client] = message.YourAddress;
                break;
            default:
                _bound[client] = null;
                break;
        }
    }

    private void Put(bool toServer, byte[] octets)
    {
        _inFlight.Add((toServer, octets));
        if (_inFlight.Count > 200)
        {
            _inFlight.RemoveAt(0);
        }
    }

    private Ipv4Address AnyAddress() => new(Ipv4Address.Parse("10.1.0.10").Value + (uint)_random.Next(220));

    private static MacAddress MacOf(int client) => new(0x0200_0000_0000 + (ulong)client);
}
