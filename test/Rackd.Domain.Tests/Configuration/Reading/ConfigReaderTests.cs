using System.Net;
using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Configuration.Reading;

internal sealed class ConfigReaderTests
{
    private const string Rack = """
        [rackd]
        name = "r12"
        state_dir = "/tmp/rackd"
        log_level = "debug"

        [tftp]
        listen = "10.1.0.1:6969"
        max_blksize = 1024

        [http]
        listen = "[::1]:8080"

        [[subnet]]
        name = "boot"
        cidr = "10.1.0.0/24"
        gateway = "10.1.0.1"
        dns = ["10.1.0.1", "9.9.9.9"]
        lease_time = "1h30m"

          [[subnet.range]]
          type = "dynamic"
          from = "10.1.0.100"
          to = "10.1.0.199"

          [[subnet.reservation]]
          mac = "52:54:00:00:00:01"
          ip = "10.1.0.10"
          name = "switch"

        [[subnet]]
        cidr = "10.2.0.0/24"
        managed = false

        [[machine]]
        name = "r1u07"
        tags = ["compute"]
        uuid = "4c4c4544-0042-3510-8052-b4c04f4b4e32"
        boot = "debian"

          [[machine.nic]]
          mac = "52-54-00-00-00-02"
          ip = "10.1.0.11"

        [boot]
        default = "disk"

        [[boot.profile]]
        name = "debian"
        kind = "kernel"
        kernel = "debian/vmlinuz"
        initrd = ["debian/initrd.gz"]
        cmdline = "console=ttyS0"
        [boot.profile.loader]
        uefi-x64 = "grubx64.efi"

        [[boot.profile]]
        name = "disk"
        kind = "local"

        [[boot.rule]]
        profile = "debian"
        match = { mac = "52:54:00:00:00:03", arch = ["bios", "uefi-x64"], subnet = "boot", tag = "compute" }
        """;

    [Test]
    public void Every_table_gets_into_its_record()
    {
        ConfigReading reading = ConfigReader.Read("rackd.toml", Rack);

        Assert.That(reading.Findings, Is.Empty);
        RackdConfig config = reading.Config!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                config.General, Is.EqualTo(
                    new GeneralConfig { Name = "r12", StateDirectory = "/tmp/rackd", LogLevel = LogVerbosity.Debug }));
            Assert.That(config.Tftp.Listen, Is.EqualTo(IPEndPoint.Parse("10.1.0.1:6969")));
            Assert.That(config.Tftp.MaxBlockSize, Is.EqualTo(1024));
            Assert.That(config.Http.Listen, Is.EqualTo(IPEndPoint.Parse("[::1]:8080")));
            Assert.That(config.Dhcp, Is.EqualTo(new DhcpConfig()));
            Assert.That(config.Subnets.Select(subnet => subnet.Name), Is.EqualTo(["boot", "10.2.0.0/24"]));
            Assert.That(config.Subnets[0].LeaseTime, Is.EqualTo(TimeSpan.FromMinutes(90)));
            Assert.That(
                config.Subnets[0].Dns, Is.EqualTo([Ipv4Address.Parse("10.1.0.1"), Ipv4Address.Parse("9.9.9.9")]));
            Assert.That(config.Subnets[0].Ranges, Is.EqualTo([
                new RangeConfig(
                    RangeType.Dynamic, new Ipv4Range(
                        Ipv4Address.Parse("10.1.0.100"), Ipv4Address.Parse("10.1.0.199")))]));
            Assert.That(config.Subnets[0].Reservations, Is.EqualTo([
                new ReservationConfig(
                    MacAddress.Parse("52:54:00:00:00:01"), Ipv4Address.Parse("10.1.0.10"), "switch")]));
            Assert.That(config.Subnets[1].Managed, Is.False);
            Assert.That(config.Machines[0].Nics, Is.EqualTo([
                new NicConfig(MacAddress.Parse("52:54:00:00:00:02"), null, Ipv4Address.Parse("10.1.0.11"))]));
            Assert.That(config.Boot.DefaultProfile, Is.EqualTo("disk"));
            Assert.That(config.Boot.Profiles[0].Loaders[ClientArchitecture.UefiX64], Is.EqualTo("grubx64.efi"));
            Assert.That(
                config.Boot.Rules[0].Architectures, Is.EqualTo([ClientArchitecture.Bios, ClientArchitecture.UefiX64]));
            Assert.That(config.Boot.Rules[0].Subnet, Is.EqualTo("boot"));
        }
    }

    [Test]
    public void No_file_at_all_is_the_default_configuration() =>
        Assert.That(ConfigReader.Read([]).Config!.General, Is.EqualTo(new GeneralConfig()));
}
