using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>The served interface comes late, loses its cable, or vanishes and comes back, and rackd is not restarted.</summary>
public sealed class LinkChangeTests : RackTest
{
    private static readonly TimeSpan _recovery = TimeSpan.FromSeconds(30);

    private protected override bool WithServerLink => false;

    [Test, CancelAfter(120_000)]
    public async Task An_interface_that_appears_late_is_served()
    {
        await RackdProcess.StartAsync(Network, new LabConfig());

        await Network.AddServerLinkAsync();

        await AssertServedAsync(await Network.AddClientAsync());
    }

    [Test, CancelAfter(120_000)]
    public async Task An_interface_that_goes_down_and_up_is_served_again()
    {
        NetworkNamespace client = await StartServedAsync();

        await Network.Server.IpAsync("link", "set", LabNetwork.ServerLink, "down");
        await Network.Server.IpAsync("link", "set", LabNetwork.ServerLink, "up");

        await AssertServedAsync(client);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_interface_that_loses_its_carrier_for_a_while_is_served_again()
    {
        NetworkNamespace client = await StartServedAsync();

        await Network.SetServerCarrierAsync(present: false);
        await Network.SetServerCarrierAsync(present: true);

        await AssertServedAsync(client);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_interface_that_is_deleted_and_made_again_is_served_again()
    {
        NetworkNamespace client = await StartServedAsync();

        await Network.RemoveServerLinkAsync();
        await Network.AddServerLinkAsync();

        await AssertServedAsync(client);
    }

    private async Task<NetworkNamespace> StartServedAsync()
    {
        await Network.AddServerLinkAsync();
        await RackdProcess.StartAsync(Network, new LabConfig());
        NetworkNamespace client = await Network.AddClientAsync();
        await AssertServedAsync(client);
        return client;
    }

    /// <summary>A machine gets an address and a boot file.</summary>
    private async Task AssertServedAsync(NetworkNamespace client)
    {
        DhcpClient udhcpc = DhcpClient.StartUdhcpc(Network, client, "-q", "-t", "25");
        DhcpClientEvent bound = await udhcpc.WaitForEventAsync("bound", _recovery);
        Assert.That(bound["ip"], Does.StartWith("10.77.0.1"));

        string copy = Network.Directory.File($"{client.Name}-{Guid.NewGuid():N}");
        Command tftp = await client.RunAsync(
            "busybox", "tftp", "-g", "-r", BootRoot.BiosLoader, "-l", copy, LabNetwork.ServerAddress);
        Assert.That(tftp.ExitCode, Is.Zero, tftp.Error);
    }
}
