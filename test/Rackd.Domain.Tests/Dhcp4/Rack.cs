using Rackd.Domain.Addresses;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Snapshots;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Dhcp4;

/// <summary>A responder with a link, a configuration and a clock: subnet 10.1.0.0/24 with three addresses to lease.</summary>
public sealed class Rack
{
    public static readonly Ipv4Address Server = Ipv4Address.Parse("10.1.0.1");
    public static readonly Ipv4Address First = Ipv4Address.Parse("10.1.0.100");
    public static readonly MacAddress Node7 = MacAddress.Parse("52:54:00:12:34:56");
    public static readonly MacAddress Other = MacAddress.Parse("52:54:00:00:00:02");

    public Rack(bool authoritative = true)
    {
        Config = new RackdConfig
        {
            Subnets = [Subnet("10.1.0.0/24", "10.1.0.100", "10.1.0.102")],
            Dhcp = new DhcpConfig { Authoritative = authoritative },
            Boot = new BootConfig
            {
                DefaultProfile = "ubuntu",
                Profiles = [new BootProfileConfig { Name = "ubuntu", Kind = BootProfileKind.Kernel, Kernel = "vmlinuz" }],
            },
        };
        Snapshot = new ConfigSnapshot(Config, 1);
        Leases = new LeaseTable();
        Responder = new Dhcp4Responder(new Dhcp4State(Leases, Clients));
    }

    public RackdConfig Config { get; private set; }

    public ConfigSnapshot Snapshot { get; private set; }

    public LeaseTable Leases { get; private set; }

    public ClientHistory Clients { get; } = new();

    public Dhcp4Responder Responder { get; private set; }

    public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public int Mtu { get; set; } = 1500;

    public static SubnetConfig Subnet(string cidr, string? from = null, string? to = null) => new()
    {
        Name = cidr,
        Network = Ipv4Network.TryParse(cidr, out Ipv4Network network, out _) ? network : throw new FormatException(cidr),
        Ranges = from is null ? [] : [new RangeConfig(RangeType.Dynamic, new(Ipv4Address.Parse(from), Ipv4Address.Parse(to!)))],
    };

    public static Dhcp4ClientMessage Discover(MacAddress? mac = null) =>
        new(Dhcp4MessageType.Discover) { Mac = mac ?? Node7 };

    public static Dhcp4ClientMessage Select(Ipv4Address address, MacAddress? mac = null) =>
        new Dhcp4ClientMessage(Dhcp4MessageType.Request) { Mac = mac ?? Node7 }
            .With(Dhcp4OptionCode.ServerIdentifier, Server)
            .With(Dhcp4OptionCode.RequestedAddress, address);

    public static Dhcp4ClientMessage Reboot(Ipv4Address address, MacAddress? mac = null) =>
        new Dhcp4ClientMessage(Dhcp4MessageType.Request) { Mac = mac ?? Node7 }
            .With(Dhcp4OptionCode.RequestedAddress, address);

    public static Dhcp4ClientMessage Renew(Ipv4Address address, MacAddress? mac = null) =>
        new(Dhcp4MessageType.Request) { Mac = mac ?? Node7, ClientAddress = address };

    public static Dhcp4ClientMessage Release(Ipv4Address address, MacAddress? mac = null) =>
        new(Dhcp4MessageType.Release) { Mac = mac ?? Node7, ClientAddress = address };

    public static Dhcp4ClientMessage Decline(Ipv4Address address, MacAddress? mac = null) =>
        new Dhcp4ClientMessage(Dhcp4MessageType.Decline) { Mac = mac ?? Node7 }
            .With(Dhcp4OptionCode.RequestedAddress, address)
            .With(Dhcp4OptionCode.ServerIdentifier, Server);

    /// <summary>A decision in one line: <c>Ack 10.1.0.100 AckSelected</c>, <c>silent PoolExhausted</c>.</summary>
    public static string Tell(Dhcp4Decision decision) => decision is Dhcp4Decision.Reply reply
        ? reply.Message.YourAddress.IsAny
            ? $"{reply.Type} {reply.Reason}"
            : $"{reply.Type} {reply.Message.YourAddress} {reply.Reason}"
        : $"silent {decision.Reason}";

    public static Dhcp4ServerMessage Read(Dhcp4Decision decision)
    {
        byte[] octets = new byte[Dhcp4Reply.LargestSize];
        return new Dhcp4ServerMessage(octets.AsSpan(0, ((Dhcp4Decision.Reply)decision).Message.WriteTo(octets)));
    }

    public Rack With(Func<SubnetConfig, SubnetConfig> change) =>
        With(Config with { Subnets = [change(Config.Subnets[0]), .. Config.Subnets.Skip(1)] });

    /// <summary>Reloads the configuration.</summary>
    public Rack With(RackdConfig config)
    {
        Config = config;
        Snapshot = new ConfigSnapshot(config, Snapshot.Generation + 1);
        return this;
    }

    public Rack Reserve(MacAddress mac, string address, string? name = null) => With(subnet => subnet with
    {
        Reservations = [.. subnet.Reservations, new ReservationConfig(mac, Ipv4Address.Parse(address), name)],
    });

    /// <summary>Gives a client a lease as if it had been read from the journal.</summary>
    public Rack Lease(MacAddress mac, string address, double minutes = 60, LeaseState state = LeaseState.Leased)
    {
        Leases.Apply(new Lease(
            Ipv4Address.Parse(address), mac, state, Now.AddHours(-1), Now.AddMinutes(minutes), null));
        return this;
    }

    public Rack After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    /// <summary>Sends a message and lets the responder's decision take effect.</summary>
    public Dhcp4Decision Ask(Dhcp4ClientMessage message, bool unicast = false) => Ask(message.ToOctets(), unicast);

    public Dhcp4Decision Ask(byte[] octets, bool unicast = false)
    {
        Dhcp4Decision decision = Decide(octets, unicast)
            ?? throw new FormatException("the message cannot be read");
        Responder.Accept(decision, Now);
        return decision;
    }

    /// <summary>Decides about octets as they come; null when they are no message.</summary>
    public Dhcp4Decision? Decide(byte[] octets, bool unicast = false) =>
        Dhcp4Message.TryRead(octets, out Dhcp4Message message) == Wire.Binary.WireError.None
            ? Responder.Decide(message, Arrival(message, unicast), Snapshot, Now)
            : null;

    public string Say(Dhcp4ClientMessage message, bool unicast = false) => Tell(Ask(message, unicast));

    /// <summary>The whole exchange of a new client; its address.</summary>
    public Ipv4Address Boot(MacAddress mac)
    {
        Dhcp4ServerMessage offer = Read(Ask(Discover(mac)));
        return Read(Ask(Select(offer.YourAddress, mac))).YourAddress;
    }

    /// <summary>Ends the process and begins anew with what was committed.</summary>
    public void Restart(IEnumerable<Lease> committed)
    {
        Leases = new LeaseTable();
        foreach (Lease lease in committed)
        {
            Leases.Apply(lease);
        }

        Responder = new Dhcp4Responder(new Dhcp4State(Leases, Clients));
    }

    private Dhcp4Arrival Arrival(in Dhcp4Message message, bool unicast)
    {
        Ipv4Address relay = message.RelayAddress;
        ServedSubnet[] subnets =
        [
            .. Snapshot.Subnets
                .Where(plan => relay.IsAny || plan.Config.Network.Contains(relay))
                .Select(plan => new ServedSubnet(plan, Server)),
        ];
        return new Dhcp4Arrival("eth1", Mtu, subnets, unicast ? message.ClientAddress : default, unicast);
    }
}
