using System.Text;
using Rackd.Domain.Configuration;
using Rackd.Domain.Dhcp4;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;
using static Rackd.Domain.Tests.Dhcp4.Rack;

namespace Rackd.Domain.Tests.Dhcp4;

/// <summary>What stands in a reply, and where it goes.</summary>
public sealed class ReplyTests
{
    private static readonly Ipv4Address _relay = Ipv4Address.Parse("10.1.0.253");
    private static readonly Ipv4Address _client = Ipv4Address.Parse("10.1.0.50");

    [Test]
    public void Options_stand_in_their_order()
    {
        Rack rack = Full();
        Dhcp4ServerMessage offer = Read(rack.Ask(Discover()
            .With(Dhcp4OptionCode.ParameterRequestList, 42, 3, 99, 6, 3, 1, 26, 235, 0)
            .With(Dhcp4OptionCode.ClientIdentifier, 1, 2, 3)));
        Assert.That(offer.Codes, Is.EqualTo(new[]
        {
            Dhcp4OptionCode.MessageType, Dhcp4OptionCode.ServerIdentifier, Dhcp4OptionCode.LeaseTime,
            Dhcp4OptionCode.RenewalTime, Dhcp4OptionCode.RebindingTime, Dhcp4OptionCode.SubnetMask,
            Dhcp4OptionCode.NtpServers, Dhcp4OptionCode.Router, Dhcp4OptionCode.DomainNameServer,
            Dhcp4OptionCode.InterfaceMtu, Dhcp4OptionCode.ClientIdentifier,
        }));
    }

    [Test]
    public void A_client_that_asks_for_nothing_gets_what_everybody_needs()
    {
        Dhcp4ServerMessage offer = Read(Full().Ask(Vectors.Read("Dhcp4/grub-discover").Octets));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(offer.Address(Dhcp4OptionCode.SubnetMask)?.ToString(), Is.EqualTo("255.255.255.0"));
            Assert.That(offer.Address(Dhcp4OptionCode.Router)?.ToString(), Is.EqualTo("10.1.0.254"));
            Assert.That(offer.Address(Dhcp4OptionCode.BroadcastAddress)?.ToString(), Is.EqualTo("10.1.0.255"));
            Assert.That(offer.Value(Dhcp4OptionCode.DomainName), Is.EqualTo("rack.example"u8.ToArray()));
            Assert.That(offer.Value(Dhcp4OptionCode.DomainNameServer), Is.EqualTo(new byte[] { 10, 1, 0, 53, 10, 1, 0, 54 }));
        }
    }

    [Test]
    public void Times_are_a_half_and_seven_eighths()
    {
        Dhcp4ServerMessage offer = Read(new Rack().Ask(Discover()));
        Assert.That(
            (offer.Number(Dhcp4OptionCode.LeaseTime), offer.Number(Dhcp4OptionCode.RenewalTime), offer.Number(Dhcp4OptionCode.RebindingTime)),
            Is.EqualTo((3600u, 1800u, 3150u)));
    }

    [Test]
    public void Header_fields_come_back_as_they_were()
    {
        Dhcp4ServerMessage offer = Read(new Rack().Ask(Discover() with { Flags = 0x8000, TransactionId = 0xDEADBEEF, Hops = 4, RelayAddress = _relay }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((offer.Operation, offer.HardwareType, offer.HardwareLength, offer.Hops, offer.Seconds), Is.EqualTo((2, 1, 6, 0, 0)));
            Assert.That((offer.TransactionId, offer.Flags), Is.EqualTo((0xDEADBEEFu, 0x8000)));
            Assert.That((offer.RelayAddress, offer.Mac), Is.EqualTo((_relay, Node7)));
            Assert.That(offer.ServerAddress, Is.EqualTo(Server));
        }
    }

    [Test]
    public void The_host_name_is_the_reservations_else_the_machines()
    {
        Rack rack = new Rack().Reserve(Node7, "10.1.0.50", "reserved-name");
        rack.With(rack.Config with { Machines = [new MachineConfig { Name = "node8", Nics = [new NicConfig(Other, null, null)] }] });
        byte[] asks = [(byte)Dhcp4OptionCode.HostName];
        Dhcp4ServerMessage reserved = Read(rack.Ask(Discover().With(Dhcp4OptionCode.ParameterRequestList, asks)));
        Dhcp4ServerMessage named = Read(rack.Ask(Discover(Other).With(Dhcp4OptionCode.ParameterRequestList, asks)));
        Assert.That(
            (Text(reserved, Dhcp4OptionCode.HostName), Text(named, Dhcp4OptionCode.HostName)),
            Is.EqualTo(("reserved-name", "node8")));
    }

    [Test]
    public void A_PXE_ROM_gets_its_file_everywhere_and_no_vendor_class()
    {
        Dhcp4ServerMessage offer = Read(new Rack().Ask(Vectors.Read("Dhcp4/edk2-pxe-x64-discover").Octets));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(offer.Codes, Has.None.EqualTo(Dhcp4OptionCode.VendorClass).And.None.EqualTo(Dhcp4OptionCode.VendorSpecific));
            Assert.That(Text(offer, Dhcp4OptionCode.BootFileName), Is.EqualTo("snponly.efi\0"));
            Assert.That(Text(offer, Dhcp4OptionCode.TftpServerName), Is.EqualTo("10.1.0.1\0"));
            Assert.That((offer.File, offer.ServerName, offer.ServerAddress), Is.EqualTo(("snponly.efi", "10.1.0.1", Server)));
            Assert.That(offer.Value(Dhcp4OptionCode.ClientMachineIdentifier), Has.Length.EqualTo(17));
            Assert.That(offer.Number(Dhcp4OptionCode.LeaseTime), Is.EqualTo(300));
            Assert.That(offer.Length, Is.LessThan(548));
        }
    }

    [Test]
    public void HTTP_Boot_gets_its_class_back_and_a_URL()
    {
        Dhcp4ServerMessage offer = Read(new Rack().Ask(Vectors.Read("Dhcp4/edk2-http-x64-discover").Octets));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(offer, Dhcp4OptionCode.VendorClass), Is.EqualTo("HTTPClient"));
            Assert.That(Text(offer, Dhcp4OptionCode.BootFileName), Is.EqualTo("http://10.1.0.1:5248/snponly.efi\0"));
            Assert.That(offer.File, Is.EqualTo("http://10.1.0.1:5248/snponly.efi"));
        }
    }

    [Test]
    public void IPXE_gets_its_script_and_need_not_wait_for_a_proxy()
    {
        Dhcp4ServerMessage offer = Read(new Rack().Ask(Vectors.Read("Dhcp4/ipxe-bios-discover").Octets));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(offer.Value(Dhcp4OptionCode.Ipxe), Is.EqualTo(new byte[] { 0xB0, 1, 1, 0xFF }));
            Assert.That(Text(offer, Dhcp4OptionCode.BootFileName), Does.StartWith("http://10.1.0.1:5248/boot.ipxe?mac=52:54:00:12:34:56").And.EndWith("\0"));
            Assert.That(offer.File, Does.StartWith("http://10.1.0.1:5248/boot.ipxe"));
            Assert.That(offer.Codes, Has.None.EqualTo(Dhcp4OptionCode.VendorClass));
        }
    }

    [Test]
    public void A_system_gets_nothing_of_boot()
    {
        Dhcp4ServerMessage offer = Read(new Rack().Ask(Vectors.Read("Dhcp4/udhcpc-discover").Octets));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(offer.File, Is.Empty);
            Assert.That(offer.Codes, Has.None.EqualTo(Dhcp4OptionCode.BootFileName).And.None.EqualTo(Dhcp4OptionCode.Ipxe));
        }
    }

    [TestCase(new byte[] { 0, 7 }, 7)]
    [TestCase(new byte[] { 0xFF, 0xFF, 0, 7 }, 7)]
    [TestCase(new byte[] { 0xFF, 0xFF }, 65535)]
    [TestCase(new byte[] { 7 }, 9)]
    public void Of_several_architectures_the_first_known_counts(byte[] list, int expected)
    {
        Dhcp4Decision decision = new Rack().Ask(Discover()
            .With(Dhcp4OptionCode.VendorClass, "PXEClient:Arch:00009:UNDI:003000")
            .With(Dhcp4OptionCode.ClientArchitecture, list));
        Assert.That((int?)decision.Client.Architecture, Is.EqualTo(expected));
    }

    [TestCase(null, 576)]
    [TestCase(300, 576)]
    [TestCase(576, 576)]
    [TestCase(1000, 1000)]
    [TestCase(1472, 1472)]
    [TestCase(65280, 1500, TestName = "EDK2 swaps the octets of its message size, so the MTU has the last word")]
    public void A_reply_fits_the_longest_message_of_the_client(int? size, int datagram)
    {
        Rack rack = new();
        Ipv4Address[] many = [.. Enumerable.Range(1, 60).Select(index => new Ipv4Address(Server.Value + (uint)index))];
        rack.With(s => s with { Dns = many, Ntp = many, Domain = new string('d', 200), Gateway = _relay });
        Dhcp4ClientMessage discover = Discover().With(Dhcp4OptionCode.ParameterRequestList, 6, 42, 15, 3);
        if (size is { } octets)
        {
            discover = discover.With(Dhcp4OptionCode.MaximumMessageSize, (byte)(octets >> 8), (byte)octets);
        }

        Dhcp4ServerMessage offer = Read(rack.Ask(discover));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(offer.Length + 28, Is.LessThanOrEqualTo(datagram));
            Assert.That(offer.Codes, Has.Some.EqualTo(Dhcp4OptionCode.Router), "what is small still fits behind what does not");
            Assert.That(offer.Codes.Contains(Dhcp4OptionCode.NtpServers), Is.EqualTo(datagram >= 1000));
        }
    }

    [Test]
    public void A_small_message_is_filled_to_the_last_octet_that_fits()
    {
        Rack rack = Full().Reserve(Node7, "10.1.0.50", new string('n', 60));
        Dhcp4ServerMessage offer = Read(rack.Ask(Vectors.Read("Dhcp4/udhcpc-discover").Octets));
        Assert.That(offer.Codes, Is.SupersetOf(new[]
        {
            Dhcp4OptionCode.Router, Dhcp4OptionCode.DomainNameServer, Dhcp4OptionCode.HostName,
            Dhcp4OptionCode.DomainName, Dhcp4OptionCode.BroadcastAddress, Dhcp4OptionCode.NtpServers,
        }));
    }

    [Test]
    public void Option_82_comes_back_last_and_whole()
    {
        Rack rack = new();
        rack.With(rack.Config with { Subnets = [Subnet("10.2.0.0/24", "10.2.0.100", "10.2.0.110")] });
        byte[] octets = Vectors.Read("Dhcp4/relayed-discover").Octets;
        Dhcp4Decision.Reply reply = (Dhcp4Decision.Reply)rack.Ask(octets);
        Dhcp4ServerMessage offer = Read(reply);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(offer.Codes.Last(), Is.EqualTo(Dhcp4OptionCode.RelayAgentInformation));
            Assert.That(offer.Options[^1].Value, Is.EqualTo(new Dhcp4ServerMessage(octets).Value(Dhcp4OptionCode.RelayAgentInformation)));
            Assert.That(reply.Route, Is.EqualTo(new ReplyRoute.Routed(Ipv4Address.Parse("10.2.0.254"), 67)));
            Assert.That(reply.Server, Is.EqualTo(Server));
        }
    }

    [Test]
    public void Option_82_of_more_than_255_octets_comes_back_whole()
    {
        byte[] part = [1, 253, .. new SeededRandom(5).Octets(253)];
        Dhcp4ServerMessage offer = Read(new Rack().Ask((Discover() with { RelayAddress = _relay })
            .With(Dhcp4OptionCode.MaximumMessageSize, 5, 0xC0)
            .With(Dhcp4OptionCode.RelayAgentInformation, part)
            .With(Dhcp4OptionCode.RelayAgentInformation, 2, 1, 9)));
        Assert.That(offer.Value(Dhcp4OptionCode.RelayAgentInformation), Is.EqualTo((byte[])[.. part, 2, 1, 9]));
    }

    [TestCase(new byte[] { }, TestName = "An empty option 82 does not come back")]
    [TestCase(new byte[] { 1 }, TestName = "An option 82 without a length does not come back")]
    [TestCase(new byte[] { 1, 2, 3 }, TestName = "An option 82 whose sub-option overruns it does not come back")]
    public void Malformed_relay_information(byte[] value)
    {
        Dhcp4ServerMessage offer = Read(new Rack().Ask((Discover() with { RelayAddress = _relay })
            .With(Dhcp4OptionCode.RelayAgentInformation, value)));
        Assert.That(offer.Codes, Has.None.EqualTo(Dhcp4OptionCode.RelayAgentInformation));
    }

    [Test]
    public void Option_82_without_a_relay_agent_does_not_come_back()
    {
        Dhcp4ServerMessage offer = Read(new Rack().Ask(Discover().With(Dhcp4OptionCode.RelayAgentInformation, 1, 1, 9)));
        Assert.That(offer.Codes, Has.None.EqualTo(Dhcp4OptionCode.RelayAgentInformation));
    }

    [TestCase(Dhcp4MessageType.Discover)]
    [TestCase(Dhcp4MessageType.Request)]
    public void The_client_identifier_comes_back_also_in_a_NAK(Dhcp4MessageType type)
    {
        Dhcp4ServerMessage reply = Read(new Rack().Ask(new Dhcp4ClientMessage(type)
            .With(Dhcp4OptionCode.ClientIdentifier, 1, 9, 9)));
        Assert.That(reply.Value(Dhcp4OptionCode.ClientIdentifier), Is.EqualTo(new byte[] { 1, 9, 9 }));
    }

    [Test]
    public void INFORM_gets_no_address_and_no_times()
    {
        Dhcp4ServerMessage ack = Read(Full().Ask(new Dhcp4ClientMessage(Dhcp4MessageType.Inform) { ClientAddress = _client }, unicast: true));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((ack.Type, ack.YourAddress.IsAny, ack.ClientAddress), Is.EqualTo((Dhcp4MessageType.Ack, true, _client)));
            Assert.That(ack.Codes, Has.None.EqualTo(Dhcp4OptionCode.LeaseTime)
                .And.None.EqualTo(Dhcp4OptionCode.RenewalTime).And.None.EqualTo(Dhcp4OptionCode.RebindingTime));
            Assert.That(ack.Codes, Has.Some.EqualTo(Dhcp4OptionCode.Router));
        }
    }

    [Test]
    public void INFORM_over_a_relay_agent_is_answered_as_if_it_had_come_straight()
    {
        Dhcp4Decision.Reply reply = (Dhcp4Decision.Reply)new Rack().Ask((new Dhcp4ClientMessage(Dhcp4MessageType.Inform)
        {
            ClientAddress = _client,
            RelayAddress = _relay,
            Hops = 1,
        }).With(Dhcp4OptionCode.RelayAgentInformation, 1, 1, 9));
        Dhcp4ServerMessage ack = Read(reply);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reply.Route, Is.EqualTo(new ReplyRoute.Routed(_client, 68)));
            Assert.That(ack.RelayAddress.IsAny, Is.True);
            Assert.That(ack.Codes, Has.None.EqualTo(Dhcp4OptionCode.RelayAgentInformation));
        }
    }

    [Test]
    public void INFORM_without_an_address_over_a_relay_agent_is_to_be_broadcast()
    {
        Dhcp4Decision.Reply reply = (Dhcp4Decision.Reply)new Rack().Ask(
            new Dhcp4ClientMessage(Dhcp4MessageType.Inform) { RelayAddress = _relay });
        Assert.That((reply.Route, Read(reply).Flags), Is.EqualTo((new ReplyRoute.Routed(_relay, 67), 0x8000)));
    }

    private static IEnumerable<TestCaseData> Routes()
    {
        ReplyRoute broadcast = new ReplyRoute.Broadcast();
        ReplyRoute relay = new ReplyRoute.Routed(_relay, 67);
        ReplyRoute frame = new ReplyRoute.Frame(Node7, First);
        yield return Route("A relay agent gets the reply", Discover() with { RelayAddress = _relay }, relay);
        yield return Route("A relay agent gets the NAK", Reboot(_client) with { RelayAddress = _relay }, relay);
        yield return Route("A NAK is broadcast", Reboot(_client), broadcast);
        yield return Route("A NAK to a renewing client is broadcast", Renew(First, Other), broadcast);
        yield return Route("A renewing client gets it at its address", Renew(First), new ReplyRoute.Routed(First, 68));
        yield return Route("The B flag asks for broadcast", Discover() with { Flags = 0x8000 }, broadcast);
        yield return Route("Others get a frame of their own", Discover(), frame);
        yield return Route("So does an ACK", Select(First), frame);
        yield return Route("ciaddr in DISCOVER is not an address yet", Discover() with { ClientAddress = First }, frame);
        yield return Route("ciaddr while selecting is not an address yet", Select(First) with { ClientAddress = First }, frame);
        yield return Route("ciaddr while rebooting is not an address yet", Reboot(First) with { ClientAddress = First }, frame);
        yield return Route("INFORM with an address", new Dhcp4ClientMessage(Dhcp4MessageType.Inform) { ClientAddress = _client }, new ReplyRoute.Routed(_client, 68));
        yield return Route("INFORM without one and from nowhere", new Dhcp4ClientMessage(Dhcp4MessageType.Inform), broadcast);

        static TestCaseData Route(string name, Dhcp4ClientMessage message, ReplyRoute route) =>
            new TestCaseData(message, route).SetName(name);
    }

    [TestCaseSource(nameof(Routes))]
    public void The_reply_goes(Dhcp4ClientMessage message, ReplyRoute route)
    {
        Dhcp4Decision.Reply reply = (Dhcp4Decision.Reply)new Rack().Lease(Node7, "10.1.0.100").Ask(message);
        Assert.That(reply.Route, Is.EqualTo(route));
    }

    [Test]
    public void Broadcast_may_be_forced()
    {
        Rack rack = new();
        rack.With(rack.Config with { Dhcp = rack.Config.Dhcp with { ForceBroadcast = true } });
        Assert.That(((Dhcp4Decision.Reply)rack.Ask(Discover())).Route, Is.InstanceOf<ReplyRoute.Broadcast>());
    }

    [TestCase("node7.rack.example", "node7")]
    [TestCase("no\nde 7", "node7")]
    [TestCase("--node--7", "node--7")]
    [TestCase("\u0000\u0001", null)]
    [TestCase("-", null)]
    [TestCase("", null)]
    public void A_host_name_is_kept_clean(string told, string? kept)
    {
        Rack rack = new();
        rack.Ask(Discover());
        Assert.That(rack.Ask(Select(First).With(Dhcp4OptionCode.HostName, told)).Change!.HostName, Is.EqualTo(kept));
    }

    [Test]
    public void A_long_host_name_is_cut_at_63()
    {
        Rack rack = new();
        rack.Ask(Discover());
        Lease lease = rack.Ask(Select(First).With(Dhcp4OptionCode.HostName, new string('n', 200))).Change!;
        Assert.That(lease.HostName, Has.Length.EqualTo(63));
    }

    private static Rack Full() => new Rack().With(s => s with
    {
        Gateway = Ipv4Address.Parse("10.1.0.254"),
        Dns = [Ipv4Address.Parse("10.1.0.53"), Ipv4Address.Parse("10.1.0.54")],
        Ntp = [Ipv4Address.Parse("10.1.0.123")],
        Domain = "rack.example",
        Mtu = 9000,
    });

    private static string? Text(Dhcp4ServerMessage message, Dhcp4OptionCode code) =>
        message.Value(code) is { } value ? Encoding.ASCII.GetString(value) : null;
}
