using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Events;
using Rackd.Domain.Snapshots;
using Rackd.Services.Supervision;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;
using Rackd.Wire.Link;
using static Rackd.Services.Tests.Dhcp4.ServedRack;

namespace Rackd.Services.Tests.Dhcp4;

[CancelAfter(20_000)]
public sealed class Dhcp4ServiceTests
{
    private static readonly MacAddress _other = MacAddress.Parse("52:54:00:00:00:02");

    [Test]
    public async Task A_new_client_gets_its_address_in_frames_of_its_own(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        rack.Broadcast(Discover());
        ServedRack.HeardFrame offer = await rack.HearAsync(cancellationToken);
        rack.Broadcast(Select(First));
        ServedRack.HeardFrame ack = await rack.HearAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(offer.From, Is.EqualTo(new UdpStation(Nic, Server, 67)));
            Assert.That(offer.To, Is.EqualTo(new UdpStation(Node7, First, 68)));
            Assert.That((offer.Message.Type, offer.Message.YourAddress), Is.EqualTo((Dhcp4MessageType.Offer, First)));
            Assert.That((ack.To, ack.From), Is.EqualTo((offer.To, offer.From)));
            Assert.That((ack.Message.Type, ack.Message.YourAddress), Is.EqualTo((Dhcp4MessageType.Ack, First)));
            Assert.That(rack.Store.Batches.Single().Single().Mac, Is.EqualTo(Node7));
        }
    }

    [Test]
    public async Task A_client_that_cannot_hear_its_own_frames_gets_a_broadcast(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        rack.Broadcast(Discover() with { Flags = 0x8000 });
        ServedRack.HeardFrame offer = await rack.HearAsync(cancellationToken);
        Assert.That(
            (offer.To, offer.From),
            Is.EqualTo((new UdpStation(MacAddress.Broadcast, Ipv4Address.Broadcast, 68), new UdpStation(Nic, Server, 67))));
    }

    [Test]
    public async Task A_renewing_client_is_answered_at_its_address_and_a_relay_agent_at_its(CancellationToken cancellationToken)
    {
        await using ServedRack rack = new();
        rack.Config.Swap(new ConfigSnapshot(Configuration(Subnet("10.2.0.0/24", "10.2.0.100", "10.2.0.102")), 2));
        await rack.StartAsync(cancellationToken);
        await rack.BootAsync(Node7, cancellationToken);
        MemoryDatagramPort port = rack.Ports.Datagrams(Server);
        port.Receive(new Dhcp4ClientMessage(Dhcp4MessageType.Request) { ClientAddress = First }.ToOctets(), First);
        SentDatagram renewed = await port.Sent.ReadAsync(cancellationToken);
        Ipv4Address relay = Ipv4Address.Parse("10.2.0.254");
        port.Receive(Vectors.Read("Dhcp4/relayed-discover").Octets, relay, 67);
        SentDatagram relayed = await port.Sent.ReadAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((renewed.Destination, renewed.Port), Is.EqualTo((First, (ushort)68)));
            Assert.That(new Dhcp4ServerMessage([.. renewed.Octets]).Type, Is.EqualTo(Dhcp4MessageType.Ack));
            Assert.That((relayed.Destination, relayed.Port), Is.EqualTo((relay, (ushort)67)));
            Assert.That(new Dhcp4ServerMessage([.. relayed.Octets]).YourAddress.ToString(), Is.EqualTo("10.2.0.100"));
        }
    }

    [Test]
    public async Task No_ACK_leaves_before_its_lease_is_stored(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        rack.Broadcast(Discover());
        await rack.HearAsync(cancellationToken);
        rack.Store.Shut();
        rack.Broadcast(Select(First));
        await rack.Store.Reached.WaitAsync(cancellationToken);
        bool early = rack.Ports.Frames("eth1").Sent.TryRead(out _);
        rack.Store.Open();
        ServedRack.HeardFrame ack = await rack.HearAsync(cancellationToken);
        Assert.That((early, ack.Message.Type), Is.EqualTo((false, Dhcp4MessageType.Ack)));
    }

    [Test]
    public async Task Requests_that_wait_together_share_one_commit(CancellationToken cancellationToken)
    {
        await using ServedRack rack = new();
        await rack.Service.BindAsync(cancellationToken);
        for (uint index = 0; index < 3; index++)
        {
            rack.Broadcast(Select(new(First.Value + index), new MacAddress(Node7.Value + index)));
        }

        rack.Run();
        for (int index = 0; index < 3; index++)
        {
            Assert.That((await rack.HearAsync(cancellationToken)).Message.Type, Is.EqualTo(Dhcp4MessageType.Ack));
        }

        Assert.That(rack.Store.Batches.Select(batch => batch.Count), Is.EqualTo((int[])[3]));
    }

    [Test]
    public async Task A_broken_disk_acknowledges_nothing_and_leaves_the_table_as_it_was(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        rack.Broadcast(Discover());
        await rack.HearAsync(cancellationToken);
        rack.Store.IsBroken = true;
        rack.Broadcast(Select(First));
        Dhcp4Unanswered unanswered = await rack.Events.WaitForAsync<Dhcp4Unanswered>(cancellationToken);
        string? problem = rack.Service.Report().Problem;
        int leases = rack.Leases.Count;
        bool sent = rack.Ports.Frames("eth1").Sent.TryRead(out _);

        rack.Store.IsBroken = false;
        rack.Broadcast(Select(First));
        ServedRack.HeardFrame ack = await rack.HearAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((unanswered.Reason, unanswered.Mac), Is.EqualTo(("store_failed", (MacAddress?)Node7)));
            Assert.That((leases, sent), Is.EqualTo((0, false)));
            Assert.That(problem, Is.EqualTo("leases cannot be written, so none are given: No space left on device"));
            Assert.That(ack.Message.Type, Is.EqualTo(Dhcp4MessageType.Ack));
            Assert.That(rack.Service.Report().Problem, Is.Null);
            Assert.That(rack.Log.Lines.Where(line => line.Id is 130 or 131).Select(line => line.Level), Is.EqualTo((LogLevel[])[LogLevel.Critical, LogLevel.Information]));
        }
    }

    [Test]
    public async Task A_release_that_could_not_be_stored_ends_no_lease(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        await rack.BootAsync(Node7, cancellationToken);
        rack.Store.IsBroken = true;
        rack.Broadcast(new Dhcp4ClientMessage(Dhcp4MessageType.Release) { ClientAddress = First });
        Dhcp4Unanswered unanswered = await rack.Events.WaitForAsync<Dhcp4Unanswered>(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unanswered.Reason, Is.EqualTo("store_failed"));
            Assert.That(rack.Events.Of<LeaseEnded>(), Is.Empty);
            Assert.That(rack.Leases.Find(First)!.State, Is.EqualTo(LeaseState.Leased));
        }
    }

    [Test]
    public async Task An_address_that_another_server_gave_away_is_refused_and_another_is_offered(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        rack.Broadcast(Discover());
        await rack.HearAsync(cancellationToken);
        rack.Store.TakenElsewhere = [First];
        rack.Broadcast(Select(First));
        ServedRack.HeardFrame nak = await rack.HearAsync(cancellationToken);
        Ipv4Address next = await rack.BootAsync(Node7, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(nak.Message.Type, Is.EqualTo(Dhcp4MessageType.Nak));
            Assert.That(next.ToString(), Is.EqualTo("10.1.0.101"));
            Assert.That(rack.Leases.Find(First), Is.Null);
        }
    }

    [Test]
    public async Task Leases_of_the_store_are_known_after_a_restart(CancellationToken cancellationToken)
    {
        DateTimeOffset now = new ManualTime().GetUtcNow();
        await using ServedRack rack = await new ServedRack(
            new MemoryLeaseStore(new Lease(First, _other, LeaseState.Leased, now, now.AddHours(1), null))).StartAsync(cancellationToken);
        Ipv4Address address = await rack.BootAsync(Node7, cancellationToken);
        Assert.That((address.ToString(), rack.Leases.Find(First)!.Mac), Is.EqualTo(("10.1.0.101", _other)));
    }

    [Test]
    public async Task A_link_that_comes_late_is_served_without_a_restart(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack(null, Eth1 with { IsUp = false }).StartAsync(cancellationToken);
        LinkChanged first = await rack.Events.WaitForAsync<LinkChanged>(cancellationToken);
        string? problem = rack.Service.Report().Problem;
        rack.Links.Change(Eth1);
        LinkChanged then = (await rack.Events.WaitForAsync<LinkChanged>(2, cancellationToken))[1];
        Ipv4Address address = await rack.BootAsync(Node7, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.Serving, first.Reason), Is.EqualTo((false, "subnet 10.1.0.0/24 not served: eth1 is down or has no carrier")));
            Assert.That(problem, Does.Contain("no carrier"));
            Assert.That(then.Serving, Is.True);
            Assert.That(address, Is.EqualTo(First));
        }
    }

    [Test]
    public async Task A_link_that_goes_is_closed_and_opened_anew_when_it_returns(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        await rack.BootAsync(Node7, cancellationToken);
        (MemoryFramePort frames, MemoryDatagramPort datagrams) = (rack.Ports.Frames("eth1"), rack.Ports.Datagrams(Server));
        rack.Links.Change();
        await rack.Events.WaitForAsync<LinkChanged>(2, cancellationToken);
        rack.Links.Change(Eth1 with { Index = 7 });
        await rack.Events.WaitForAsync<LinkChanged>(3, cancellationToken);
        Ipv4Address again = await rack.BootAsync(Node7, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((frames.IsClosed, datagrams.IsClosed), Is.EqualTo((true, true)));
            Assert.That(again, Is.EqualTo(First));
        }
    }

    [Test]
    public async Task A_reply_to_a_link_that_went_meanwhile_is_said_and_forgotten(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        rack.Broadcast(Discover());
        await rack.HearAsync(cancellationToken);
        rack.Store.Shut();
        rack.Broadcast(Select(First));
        await rack.Store.Reached.WaitAsync(cancellationToken);
        rack.Links.Change();
        await rack.Events.WaitForAsync<LinkChanged>(2, cancellationToken);
        rack.Store.Open();
        rack.Links.Change(Eth1);
        await rack.Events.WaitForAsync<LinkChanged>(3, cancellationToken);
        Ipv4Address address = await rack.BootAsync(Node7, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(address, Is.EqualTo(First));
            Assert.That(rack.Log.Lines.Count(line => line.Id == 118), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_reload_opens_what_is_new_and_leaves_the_rest_open(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack(
            null, Eth1, new(3, "eth2", _other, 1500, true, [Ipv4Address.Parse("10.2.0.1")])).StartAsync(cancellationToken);
        MemoryFramePort before = rack.Ports.Frames("eth1");
        rack.Config.Swap(new ConfigSnapshot(Configuration(Subnet("10.2.0.0/24", "10.2.0.100", "10.2.0.102")), 2));
        await rack.BootAsync(Node7, cancellationToken); // a request is enough for the new configuration to be seen
        rack.Broadcast(Discover(_other), "eth2");
        ServedRack.HeardFrame offer = await rack.HearAsync(cancellationToken, "eth2");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(offer.Message.YourAddress.ToString(), Is.EqualTo("10.2.0.100"));
            Assert.That(rack.Ports.Frames("eth1"), Is.SameAs(before));
            Assert.That(rack.Ports.Opened, Is.EqualTo((string[])["eth1", "10.1.0.1", "eth2", "10.2.0.1"]));
        }
    }

    [Test]
    public async Task A_taken_port_fails_the_start_and_is_named(CancellationToken cancellationToken)
    {
        await using ServedRack rack = new();
        rack.Ports.Failure = SocketError.AddressAlreadyInUse;
        await Assert.ThatAsync(
            () => rack.Service.BindAsync(cancellationToken),
            Throws.InstanceOf<IOException>().With.Message.Contains("cannot serve eth1: UDP port 67 is taken by"));
    }

    [Test]
    public async Task A_flood_drops_the_oldest_requests_and_counts_them(CancellationToken cancellationToken)
    {
        await using ServedRack rack = new();
        await rack.Service.BindAsync(cancellationToken);
        for (uint index = 0; index < 5000; index++)
        {
            rack.Broadcast(Discover(new MacAddress(0x0200_0000_0000 + (ulong)index)));
        }

        long dropped = rack.Meters.Sum("rackd.dhcp4.silent", "overload");
        rack.Run();
        ServedRack.HeardFrame offer = await rack.HearAsync(cancellationToken);
        Assert.That((dropped, offer.Message.Mac.Value), Is.EqualTo((904L, 0x0200_0000_0000UL + 904)));
    }

    [Test]
    public async Task What_is_no_message_is_counted_and_nothing_else(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        rack.Broadcast(Discover() with { Cookie = 1 });
        rack.Broadcast([.. Discover().ToOctets(), .. new byte[2000]]);
        rack.Ports.Frames("eth1").Receive(new byte[60]);
        await rack.BootAsync(Node7, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rack.Meters.Sum("rackd.dhcp4.silent", "malformed"), Is.EqualTo(3));
            Assert.That(rack.Events.Of<Dhcp4Unanswered>(), Is.Empty);
        }
    }

    [Test]
    public async Task A_frame_that_a_group_sent_is_dropped(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        byte[] message = Discover().ToOctets();
        byte[] frame = new byte[UdpFrame.HeaderSize + message.Length];
        UdpFrame.Write(frame, new(MacAddress.Broadcast, Ipv4Address.Broadcast, 67), new(MacAddress.Broadcast, default, 68), message);
        rack.Ports.Frames("eth1").Receive(frame);
        await rack.BootAsync(_other, cancellationToken);
        Assert.That((rack.Meters.Sum("rackd.dhcp4.silent", "malformed"), rack.Leases.Find(First)!.Mac), Is.EqualTo((1L, _other)));
    }

    [Test]
    public async Task A_checksum_left_to_hardware_is_no_reason_to_drop_a_frame(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        byte[] message = Discover().ToOctets();
        byte[] frame = new byte[UdpFrame.HeaderSize + message.Length];
        UdpFrame.Write(frame, new(MacAddress.Broadcast, Ipv4Address.Broadcast, 67), new(Node7, default, 68), message);
        frame[UdpFrame.HeaderSize - 1] ^= 0x55;
        rack.Ports.Frames("eth1").Receive(frame, checksumReady: true);
        long dropped = rack.Meters.Sum("rackd.dhcp4.silent", "malformed");
        rack.Ports.Frames("eth1").Receive(frame, checksumReady: false);
        ServedRack.HeardFrame offer = await rack.HearAsync(cancellationToken);
        Assert.That((dropped, offer.Message.Type), Is.EqualTo((1L, Dhcp4MessageType.Offer)));
    }

    [Test]
    public async Task Decisions_are_told_with_their_reasons(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        rack.Broadcast(Vectors.Read("Dhcp4/edk2-pxe-x64-discover").Octets);
        rack.Broadcast(Vectors.Read("Dhcp4/edk2-pxe-x64-request").Octets);
        rack.Broadcast(Vectors.Read("Dhcp4/udhcpc-release").Octets);
        rack.Broadcast(Vectors.Read("Dhcp4/udhcpc-decline").Octets);
        Dhcp4Unanswered unanswered = await rack.Events.WaitForAsync<Dhcp4Unanswered>(cancellationToken);
        LeaseEnded ended = await rack.Events.WaitForAsync<LeaseEnded>(cancellationToken);
        await rack.Events.WaitForAsync<Dhcp4Answered>(2, cancellationToken);
        IReadOnlyList<Dhcp4Answered> answered = rack.Events.Of<Dhcp4Answered>();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answered.Select(told => told.Reason), Is.EqualTo((string[])["offer_unused", "ack_selected"]));
            Assert.That(answered.Select(told => told.BootFile), Has.All.EqualTo("snponly.efi"));
            Assert.That(answered[1].Address, Is.EqualTo(First));
            Assert.That((ended.Cause, ended.Address), Is.EqualTo((LeaseEnd.Released, (Ipv4Address?)First)));
            Assert.That(unanswered.Reason, Is.EqualTo("not_the_owner"));
            Assert.That(rack.Meters.Sum("rackd.dhcp4.silent", "released"), Is.EqualTo(1));
            Assert.That(rack.Meters.Sum("rackd.dhcp4.replies"), Is.EqualTo(2));
            Assert.That(rack.Meters.Sum("rackd.dhcp4.requests"), Is.EqualTo(4));
        }
    }

    [Test]
    public async Task One_boot_is_told_in_ten_lines_at_most(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        int before = Loud(rack);
        foreach (string stage in (string[])["edk2-pxe-x64", "edk2-pxe-x64", "ipxe-bios", "grub", "udhcpc"])
        {
            rack.Broadcast(Vectors.Read($"Dhcp4/{stage}-discover").Octets);
            await rack.HearAsync(cancellationToken);
            rack.Broadcast(Vectors.Read($"Dhcp4/{stage}-request").Octets);
            await rack.HearAsync(cancellationToken);
        }

        await rack.Events.WaitForAsync<Dhcp4Answered>(10, cancellationToken);
        Assert.That(Loud(rack) - before, Is.InRange(4, 10));

        static int Loud(ServedRack rack) => rack.Log.Lines.Count(line => line.Level >= LogLevel.Information);
    }

    [Test]
    public async Task A_full_pool_is_said_once_a_minute(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        for (uint index = 0; index < 3; index++)
        {
            await rack.BootAsync(new MacAddress(_other.Value + index), cancellationToken);
        }

        for (int round = 1; round <= 3; round++)
        {
            rack.Broadcast(Discover());
            await rack.Events.WaitForAsync<Dhcp4Unanswered>(round, cancellationToken);
            rack.Time.Advance(TimeSpan.FromSeconds(40));
        }

        rack.Broadcast(Discover() with { Type = null });
        await rack.Events.WaitForAsync<Dhcp4Unanswered>(4, cancellationToken);
        Assert.That(rack.Log.Lines.Count(line => line.Id == 116), Is.EqualTo(2));
    }

    [Test]
    public async Task A_lease_that_runs_out_is_told(CancellationToken cancellationToken)
    {
        await using ServedRack rack = await new ServedRack().StartAsync(cancellationToken);
        await rack.BootAsync(Node7, cancellationToken);
        rack.Time.Advance(TimeSpan.FromHours(2));
        rack.Links.Change(Eth1);
        LeaseEnded ended = await rack.Events.WaitForAsync<LeaseEnded>(cancellationToken);
        ServiceReport report = rack.Service.Report();
        Assert.That((ended.Cause, ended.Address, report.Now), Is.EqualTo((LeaseEnd.Expired, (Ipv4Address?)First, "0 leases, serving eth1")));
    }
}
