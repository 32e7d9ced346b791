using System.Net;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Machines;
using Rackd.Domain.Snapshots;
using Rackd.Services.Storage;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Tests.Storage;

/// <summary>One subnet, one machine with a name, and who holds which address.</summary>
internal sealed class Rack : IMachineLookup
{
    public static readonly MacAddress Mac = MacAddress.Parse("52:54:00:12:34:56");
    public static readonly MacAddress StrangerMac = MacAddress.Parse("52:54:00:99:99:99");
    public static readonly Guid Uuid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
    public static readonly IPAddress Node = IPAddress.Parse("10.1.0.7");
    public static readonly IPAddress Stranger = IPAddress.Parse("10.1.0.99");
    public static readonly IPAddress Nobody = IPAddress.Parse("10.1.0.200");
    public static readonly IPAddress Server = IPAddress.Parse("10.1.0.1");

    public static readonly BootProfileConfig Debian = new()
    {
        Name = "debian",
        Kind = BootProfileKind.Kernel,
        Kernel = "debian/vmlinuz",
        Initrd = ["debian/initrd.gz"],
        Cmdline = "hostname={{machine.name}}",
    };

    private readonly Inventory _inventory;

    public Rack(string root, BootConfig? boot = null)
    {
        RackdConfig config = new()
        {
            Tftp = new TftpConfig { Root = root },
            Http = new HttpConfig { Listen = new IPEndPoint(IPAddress.Loopback, 0) },
            Boot = boot ?? new BootConfig { Profiles = [Debian], DefaultProfile = "debian" },
            Subnets = [Subnet("r1", "10.1.0.0/24", true), Subnet("closed", "10.2.0.0/24", false)],
            Machines =
            [
                new MachineConfig { Name = "r1u07", Uuid = Uuid, Nics = [new NicConfig(Mac, null, null)] },
            ],
        };
        Config = new ConfigStore(new ConfigSnapshot(config, 1));
        _inventory = Config.Current.Inventory;
    }

    public ConfigStore Config { get; }

    public PxeClient? Client { get; set; }

    public Machine? FindByAddress(IPAddress address) =>
        address.Equals(Node) ? _inventory.Find(Mac) : address.Equals(Stranger) ? _inventory.Find(StrangerMac) : null;

    public Machine FindByMac(MacAddress mac) => _inventory.Find(mac);

    public PxeClient? FindClient(MacAddress mac) => Client;

    private static SubnetConfig Subnet(string name, string cidr, bool allowBoot) => new()
    {
        Name = name,
        Network = Ipv4Network.TryParse(cidr, out Ipv4Network network, out _) ? network : throw new FormatException(cidr),
        AllowBoot = allowBoot,
    };
}
