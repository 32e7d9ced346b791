using Rackd.Domain.Configuration.Reading;
using Rackd.Domain.Reporting;
using Rackd.Domain.Tests.Configuration.Reading;

namespace Rackd.Domain.Tests.Reporting;

internal sealed class ConfigPlanTests
{
    [Test]
    public void The_example_with_every_key_reads_as_a_plan() => AssertPlan(
        ExampleFile.Uncommented,
        """
        rack rackd
          state in /var/lib/rackd, control socket /run/rackd/rackd.sock
          TFTP on :69 serves /srv/rackd
          HTTP on :5248 serves /srv/rackd

        subnet r1 (192.168.77.0/24)
          leases 100 addresses, 192.168.77.100-192.168.77.199
          1 reservation and 1 machine interface with an ip of its own
          never gives 8 addresses, 192.168.77.2-192.168.77.9, unless reserved for one client
          gateway 192.168.77.1, never given
          leases last 12h, those of firmware and boot loaders 10m
          refuses requests for addresses that are wrong here
          tells clients DNS 192.168.77.1; NTP 192.168.77.1; domain rack.example; MTU 1500
          machines here boot from 192.168.77.2
          served on eth1, which the configuration names

        boot
          machine r1u07 boots debian, by name
          rule 1: a machine with MAC 52:54:00:12:34:56, with UUID 4c4c4544-0042-3510-8052-b4c04f4b4e32, with uefi-x64 or bios firmware, whose vendor class begins with "PXEClient", tagged compute and in subnet r1 boots debian
          any other machine boots disk
          profile debian loads kernel debian/vmlinuz with debian/initrd.gz; loader ipxe-arm64.efi on uefi-arm64
          profile grub hands over to a loader; loader grub/grubx64.efi on uefi-x64
          profile disk boots the machine's own disk
          profile shell runs an iPXE script

        """,
        new LinkSentence("r1", "served on eth1, which the configuration names"));

    [Test]
    public void An_unmanaged_subnet_and_one_with_owners_in_its_pool_say_what_that_means() => AssertPlan(
        """
        [tftp]
        enabled = false
        [dhcp]
        authoritative = false
        [[subnet]]
        cidr = "10.1.0.0/24"
        managed = false
        allow_boot = false
        [[subnet.range]]
        type = "reserved"
        from = "10.1.0.2"
        to = "10.1.0.2"
        [[subnet]]
        cidr = "10.2.0.0/24"
        [[subnet.range]]
        from = "10.2.0.10"
        to = "10.2.0.19"
        [[subnet.range]]
        from = "10.2.0.30"
        to = "10.2.0.30"
        [[subnet.reservation]]
        mac = "52:54:00:00:00:01"
        ip = "10.2.0.10"
        """,
        """
        rack rackd
          state in /var/lib/rackd, control socket /run/rackd/rackd.sock
          TFTP is off: PXE firmware that cannot boot by HTTP finds no boot file
          HTTP on :5248 serves /srv/rackd

        subnet 10.1.0.0/24
          not managed: leases nothing and leaves DHCP to another server
          static addresses may be assigned out of 1 address only, 10.1.0.2
          machines here may not boot from rackd

        subnet 10.2.0.0/24
          leases 10 addresses, 10.2.0.10-10.2.0.19 and 10.2.0.30 less 1 with a fixed owner
          1 reservation
          no gateway: clients are told no way out of the subnet
          leases last 1h, those of firmware and boot loaders 5m
          leaves requests for addresses that are wrong here to other servers
          machines here may boot from rackd

        boot
          no [[boot.profile]] is defined: machines get addresses, but nothing to boot

        """);

    [Test]
    public void With_DHCP_off_no_subnet_claims_to_lease() => AssertPlan(
        """
        [dhcp]
        enabled = false
        [http]
        enabled = false
        [[subnet]]
        cidr = "10.1.0.0/24"
        gateway = "10.1.0.1"
        [[subnet.range]]
        from = "10.1.0.10"
        to = "10.1.0.19"
        [[boot.profile]]
        name = "disk"
        kind = "local"
        """,
        """
        rack rackd
          state in /var/lib/rackd, control socket /run/rackd/rackd.sock
          DHCP is off: no address is given anywhere
          TFTP on :69 serves /srv/rackd
          HTTP is off: everything is fetched over TFTP, which is slow for a kernel

        subnet 10.1.0.0/24
          leases nothing, because DHCP is off
          gateway 10.1.0.1, never given
          machines here may boot from rackd

        boot
          no machine is told what to boot, because [boot] has no default
          profile disk boots the machine's own disk

        """);

    private static void AssertPlan(string toml, string expected, params LinkSentence[] links)
    {
        ConfigReading reading = ConfigReader.Read("rackd.toml", toml);

        Assert.That(reading.IsUsable, Is.True, string.Join('\n', reading.Findings));
        Assert.That(ConfigPlan.Write(ConfigPlan.Describe(reading.Config!, links)), Is.EqualTo(expected));
    }
}
