using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>The DHCP clients of the distribution, asked on their own side what they got.</summary>
public sealed class DhcpClientTests : RackTest
{
    private const string ClientMac = "52:54:00:77:01:01";
    private static readonly TimeSpan _leaseTime = TimeSpan.FromSeconds(30);

    [Test, CancelAfter(120_000)]
    public async Task Udhcpc_gets_an_address_and_what_it_asked_for_renews_it_and_gives_it_back()
    {
        PacketCapture capture = await Network.CaptureAsync();
        RackdProcess rackd = await RackdProcess.StartAsync(Network, new LabConfig());
        NetworkNamespace place = await AddClientAsync();

        DhcpClient client = DhcpClient.StartUdhcpc(Network, place);
        DhcpClientEvent bound = await client.WaitForEventAsync("bound", Soon);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bound["ip"], Does.Match("^10\\.77\\.0\\.1[0-9][0-9]$"));
            Assert.That(bound["subnet"], Is.EqualTo("255.255.255.0"));
            Assert.That(bound["router"], Is.EqualTo(LabConfig.Gateway));
            Assert.That(bound["dns"], Is.EqualTo("10.77.0.1 10.77.0.2"));
            Assert.That(bound["ntpsrv"], Is.EqualTo(LabConfig.TimeServer));
            Assert.That(bound["domain"], Is.EqualTo("lab.example"));
            Assert.That(bound["serverid"], Is.EqualTo(LabNetwork.ServerAddress));
            Assert.That(bound["lease"], Is.EqualTo("3600"));
        }

        client.Send(Signal.User1);
        Assert.That((await client.WaitForEventAsync("renew", Soon))["ip"], Is.EqualTo(bound["ip"]));
        Assert.That(await rackd.LeasesAsync(), Is.EqualTo([new LeaseRow(bound["ip"], ClientMac, "leased")]));

        client.Send(Signal.User2);
        await client.WaitForEventAsync("deconfig", Soon);
        await WaitForNoLeaseAsync(rackd, bound["ip"]);
        await capture.StopAsync();
        Assert.That(await MessageTypesAsync(capture), Is.EqualTo("1 2 3 5 3 5 7"));
        await AssertCleanAsync(capture);
    }

    [Test, CancelAfter(120_000)]
    public async Task Dhclient_gets_an_address_and_what_it_asked_for_starts_again_with_it_and_gives_it_back()
    {
        PacketCapture capture = await Network.CaptureAsync();
        RackdProcess rackd = await RackdProcess.StartAsync(Network, new LabConfig());
        NetworkNamespace place = await AddClientAsync();

        DhcpClient first = DhcpClient.StartDhclient(Network, place);
        DhcpClientEvent bound = await first.WaitForEventAsync("BOUND", Soon);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bound["new_ip_address"], Does.Match("^10\\.77\\.0\\.1[0-9][0-9]$"));
            Assert.That(bound["new_subnet_mask"], Is.EqualTo("255.255.255.0"));
            Assert.That(bound["new_routers"], Is.EqualTo(LabConfig.Gateway));
            Assert.That(bound["new_domain_name_servers"], Is.EqualTo("10.77.0.1 10.77.0.2"));
            Assert.That(bound["new_ntp_servers"], Is.EqualTo(LabConfig.TimeServer));
            Assert.That(bound["new_domain_name"], Is.EqualTo("lab.example"));
            Assert.That(bound["new_dhcp_server_identifier"], Is.EqualTo(LabNetwork.ServerAddress));
            Assert.That(bound["new_dhcp_lease_time"], Is.EqualTo("3600"));
        }

        // Its lease file, written after the script has run, makes the second start a request without a discover
        // (RFC 2131 §4.3.2, INIT-REBOOT).
        await first.WaitForLineAsync("^bound to", Soon);
        await first.StopAsync();
        DhcpClient second = DhcpClient.StartDhclient(Network, place);
        DhcpClientEvent again = await second.WaitForEventAsync("BOUND|REBOOT", Soon);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Name, Is.EqualTo("REBOOT"));
            Assert.That(again["new_ip_address"], Is.EqualTo(bound["new_ip_address"]));
        }

        await second.StopAsync();
        DhcpClient release = DhcpClient.StartDhclient(Network, place, "-r");
        await release.WaitForExitAsync(Soon);
        await WaitForNoLeaseAsync(rackd, bound["new_ip_address"]);
        await capture.StopAsync();
        Assert.That(await MessageTypesAsync(capture), Is.EqualTo("1 2 3 5 3 5 7"));
        await AssertCleanAsync(capture);
    }

    [Test, CancelAfter(120_000)]
    public async Task Dhclient_renews_by_itself_when_half_its_lease_is_over()
    {
        PacketCapture capture = await Network.CaptureAsync();
        await RackdProcess.StartAsync(Network, new LabConfig { LeaseTime = "30s" });
        NetworkNamespace place = await AddClientAsync();

        DhcpClient client = DhcpClient.StartDhclient(Network, place);
        DhcpClientEvent bound = await client.WaitForEventAsync("BOUND", Soon);
        DhcpClientEvent renewed = await client.WaitForEventAsync("RENEW|REBIND|EXPIRE|FAIL", _leaseTime);
        await capture.StopAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(renewed.Name, Is.EqualTo("RENEW"));
            Assert.That(renewed["new_ip_address"], Is.EqualTo(bound["new_ip_address"]));
        }

        await AssertCleanAsync(capture);
    }

    [Test, CancelAfter(120_000)]
    public async Task Two_clients_get_two_addresses()
    {
        await RackdProcess.StartAsync(Network, new LabConfig());
        NetworkNamespace first = await Network.AddClientAsync();
        NetworkNamespace second = await Network.AddClientAsync();

        string[] addresses =
        [
            (await DhcpClient.StartUdhcpc(Network, first).WaitForEventAsync("bound", Soon))["ip"],
            (await DhcpClient.StartDhclient(Network, second).WaitForEventAsync("BOUND", Soon))["new_ip_address"],
        ];

        Assert.That(addresses, Is.Unique.And.All.StartsWith("10.77.0.1"));
    }

    private async Task<NetworkNamespace> AddClientAsync()
    {
        NetworkNamespace place = await Network.AddClientAsync();
        await place.IpAsync("link", "set", LabNetwork.ClientLink, "address", ClientMac);
        return place;
    }

    private static Task WaitForNoLeaseAsync(RackdProcess rackd, string address) => Poll.UntilAsync(
        async () => !(await rackd.LeasesAsync()).Any(lease => lease.Address == address && lease.State == "leased"),
        $"{address} is given back",
        Soon);

    private static async Task<string> MessageTypesAsync(PacketCapture capture) =>
        string.Join(' ', (await capture.RowsAsync("dhcp", "dhcp.option.dhcp")).Select(row => row[0]));
}
