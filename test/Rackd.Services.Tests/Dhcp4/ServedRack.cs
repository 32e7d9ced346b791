using Rackd.Domain.Addresses;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Snapshots;
using Rackd.Services.Dhcp4;
using Rackd.Services.Storage;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;
using Rackd.Wire.Dhcp4;
using Rackd.Wire.Link;

namespace Rackd.Services.Tests.Dhcp4;

/// <summary>The DHCPv4 service on a link in memory, and a client's end of that link.</summary>
internal sealed class ServedRack : IAsyncDisposable
{
    public static readonly Ipv4Address Server = Ipv4Address.Parse("10.1.0.1");
    public static readonly Ipv4Address First = Ipv4Address.Parse("10.1.0.100");
    public static readonly MacAddress Node7 = MacAddress.Parse("52:54:00:12:34:56");
    public static readonly MacAddress Nic = MacAddress.Parse("02:00:00:00:00:01");
    public static readonly LinkState Eth1 = new(2, "eth1", Nic, 1500, true, [Server]);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public ServedRack(ILeaseStore? store = null, params LinkState[] links)
    {
        Store = store as MemoryLeaseStore ?? new MemoryLeaseStore();
        Links = new MemoryLinkSource(links.Length > 0 ? links : [Eth1]);
        Config = new ConfigStore(new ConfigSnapshot(Configuration(), 1));
        Service = new Dhcp4Service(
            Config, Links, Ports, store ?? Store, new Dhcp4State(Leases, Clients), Events, Time, new Dhcp4Metrics(Meters), Log);
    }

    public MemoryLeaseStore Store { get; }

    public MemoryLinkSource Links { get; }

    public ConfigStore Config { get; }

    public Dhcp4Service Service { get; }

    public MemoryDhcp4Ports Ports { get; } = new();

    public LeaseTable Leases { get; } = new();

    public ClientHistory Clients { get; } = new();

    public EventCapture Events { get; } = new();

    public ManualTime Time { get; } = new();

    public MeterCapture Meters { get; } = new();

    public LogCapture Log { get; } = new();

    public static RackdConfig Configuration(params SubnetConfig[] more) => new()
    {
        Subnets = [Subnet("10.1.0.0/24", "10.1.0.100", "10.1.0.102"), .. more],
        Boot = new BootConfig
        {
            DefaultProfile = "ubuntu",
            Profiles = [new BootProfileConfig { Name = "ubuntu", Kind = BootProfileKind.Kernel, Kernel = "vmlinuz" }],
        },
    };

    public static SubnetConfig Subnet(string cidr, string from, string to) => new()
    {
        Name = cidr,
        Network = Ipv4Network.TryParse(cidr, out Ipv4Network network, out _) ? network : default,
        Ranges = [new RangeConfig(RangeType.Dynamic, new(Ipv4Address.Parse(from), Ipv4Address.Parse(to)))],
    };

    public static Dhcp4ClientMessage Discover(MacAddress? mac = null) =>
        new(Dhcp4MessageType.Discover) { Mac = mac ?? Node7 };

    public static Dhcp4ClientMessage Select(Ipv4Address address, MacAddress? mac = null) =>
        new Dhcp4ClientMessage(Dhcp4MessageType.Request) { Mac = mac ?? Node7 }
            .With(Dhcp4OptionCode.ServerIdentifier, Server)
            .With(Dhcp4OptionCode.RequestedAddress, address);

    public async Task<ServedRack> StartAsync(CancellationToken cancellationToken)
    {
        await Service.BindAsync(cancellationToken);
        Run();
        return this;
    }

    /// <summary>Begins to answer what came in since the service was bound.</summary>
    public void Run() => _running = Service.RunAsync(_stopping.Token);

    /// <summary>Lets a client broadcast a message.</summary>
    public void Broadcast(byte[] message, string link = "eth1")
    {
        byte[] frame = new byte[UdpFrame.HeaderSize + message.Length];
        MacAddress mac = MacAddress.FromOctets(message.AsSpan(28, MacAddress.Size));
        UdpFrame.Write(
            frame,
            new UdpStation(MacAddress.Broadcast, Ipv4Address.Broadcast, 67),
            new UdpStation(mac, default, 68),
            message);
        Ports.Frames(link).Receive(frame);
    }

    public void Broadcast(Dhcp4ClientMessage message, string link = "eth1") => Broadcast(message.ToOctets(), link);

    /// <summary>The next frame that goes out, with its checksums verified.</summary>
    public async Task<HeardFrame> HearAsync(CancellationToken cancellationToken, string link = "eth1")
    {
        byte[] octets = await Ports.Frames(link).Sent.ReadAsync(cancellationToken);
        WireError error = UdpFrame.TryRead(octets, verifyUdpChecksum: true, out UdpFrame frame);
        Assert.That(error, Is.EqualTo(WireError.None));
        return new HeardFrame(
            new UdpStation(frame.Ethernet.Destination, frame.Ip.Destination, frame.DestinationPort),
            new UdpStation(frame.Ethernet.Source, frame.Ip.Source, frame.SourcePort),
            new Dhcp4ServerMessage(frame.Payload));
    }

    /// <summary>A whole exchange; the address.</summary>
    public async Task<Ipv4Address> BootAsync(MacAddress mac, CancellationToken cancellationToken)
    {
        Broadcast(Discover(mac));
        Ipv4Address address = (await HearAsync(cancellationToken)).Message.YourAddress;
        Broadcast(Select(address, mac));
        return (await HearAsync(cancellationToken)).Message.YourAddress;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await Service.DisposeAsync();
        _stopping.Dispose();
        Meters.Dispose();
        Log.Dispose();
    }

    internal sealed record HeardFrame(UdpStation To, UdpStation From, Dhcp4ServerMessage Message);
}
