using System.Net;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Machines;
using Rackd.Domain.Snapshots;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Boot;

/// <summary>A small rack for the tests of this room.</summary>
internal static class Rack
{
    public static readonly MacAddress Mac = MacAddress.Parse("52:54:00:12:34:56");
    public static readonly Ipv4Address Server = Ipv4Address.Parse("10.1.0.1");
    public static readonly Guid Uuid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

    public static readonly SubnetConfig Subnet = new()
    {
        Name = "r1",
        Network = Network("10.1.0.0/24"),
        Gateway = Ipv4Address.Parse("10.1.0.254"),
    };

    public static readonly MachineConfig Node = new()
    {
        Name = "r1u07",
        Tags = ["compute"],
        Uuid = Uuid,
        Nics = [new NicConfig(Mac, null, null)],
    };

    public static readonly BootProfileConfig Debian = new()
    {
        Name = "debian",
        Kind = BootProfileKind.Kernel,
        Kernel = "debian/vmlinuz",
        Initrd = ["debian/initrd.gz", "extra/initrd.gz"],
        Cmdline = "console=ttyS0\n  hostname={{machine.name}} url={{server.http}}/preseed",
    };

    public static readonly BootProfileConfig Local = new() { Name = "disk", Kind = BootProfileKind.Local };

    public static readonly BootProfileConfig Grub = new()
    {
        Name = "grub",
        Kind = BootProfileKind.Chain,
        Loaders = new Dictionary<ClientArchitecture, string> { [ClientArchitecture.UefiX64] = "shimx64.efi" },
    };

    /// <summary>Boots like <see cref="Debian"/>, but through a build of iPXE of the operator's.</summary>
    public static readonly BootProfileConfig OwnIpxe = new()
    {
        Name = "own",
        Kind = BootProfileKind.Kernel,
        Kernel = "vmlinuz",
        Loaders = new Dictionary<ClientArchitecture, string> { [ClientArchitecture.Bios] = "ipxe/undionly.kpxe" },
    };

    public static readonly BootProfileConfig Script = new()
    {
        Name = "menu",
        Kind = BootProfileKind.Script,
        Script = "echo hello {{machine.name}}\nshell",
    };

    public static readonly Machine Known = new(Mac, Node);
    public static readonly Machine Unknown = new(Mac, null);

    public static BootSubject Subject { get; } = new()
    {
        MachineName = Node.Name,
        Mac = Mac,
        Uuid = Uuid,
        Architecture = ClientArchitecture.UefiX64,
        Subnet = Subnet,
        Server = Server.ToIPAddress(),
        HttpPort = 5248,
        Origin = "http://10.1.0.1:5248",
    };

    public static BootSubject Stranger { get; } = new()
    {
        Server = Server.ToIPAddress(),
        HttpPort = 5248,
        Origin = "http://10.1.0.1:5248",
    };

    public static RackdConfig Config(params BootProfileConfig[] profiles) => new()
    {
        Boot = new BootConfig { Profiles = profiles, DefaultProfile = profiles.Length > 0 ? profiles[0].Name : null },
        Subnets = [Subnet],
        Machines = [Node],
    };

    public static ConfigSnapshot Snapshot(params BootProfileConfig[] profiles) => new(Config(profiles), 1);

    public static PxeClient Rom(ClientArchitecture? architecture) =>
        new(PxeClientKind.PxeRom, architecture, "PXEClient:Arch:00007:UNDI:003000", null);

    public static PxeClient HttpBoot(ClientArchitecture? architecture) =>
        new(PxeClientKind.HttpBoot, architecture, "HTTPClient:Arch:00016:UNDI:003000", null);

    public static PxeClient Ipxe(ClientArchitecture? architecture) =>
        new(PxeClientKind.Ipxe, architecture, "PXEClient:Arch:00007:UNDI:003010", Uuid);

    public static IPAddress Ip(string text) => IPAddress.Parse(text);

    private static Ipv4Network Network(string text) =>
        Ipv4Network.TryParse(text, out Ipv4Network network, out _) ? network : throw new FormatException(text);
}
