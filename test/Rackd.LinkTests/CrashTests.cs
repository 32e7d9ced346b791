using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>A lease that a client has been told of outlives the process that told it.</summary>
public sealed class CrashTests : RackTest
{
    [Test, CancelAfter(120_000)]
    public async Task A_lease_survives_kill_9_right_after_its_ack_and_nobody_else_gets_its_address()
    {
        RackdProcess killed = await RackdProcess.StartAsync(Network, new LabConfig());
        NetworkNamespace firstPlace = await Network.AddClientAsync();
        NetworkNamespace secondPlace = await Network.AddClientAsync();
        string firstMac = await firstPlace.MacAddressOfAsync(LabNetwork.ClientLink);

        string address = await LeaseOnceAsync(firstPlace);
        await killed.KillAsync();
        RackdProcess restarted = await RackdProcess.StartAsync(Network, new LabConfig());
        IReadOnlyList<LeaseRow> leases = await restarted.LeasesAsync();
        string nextAddress = await LeaseOnceAsync(secondPlace);
        string sameAddress = await LeaseOnceAsync(firstPlace);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(leases, Is.EqualTo([new LeaseRow(address, firstMac, "leased")]));
            Assert.That(nextAddress, Is.Not.EqualTo(address).And.StartsWith("10.77.0."));
            Assert.That(sameAddress, Is.EqualTo(address));
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task The_only_address_of_a_range_is_not_given_twice_after_kill_9()
    {
        LabConfig oneAddress = new() { LastAddress = "10.77.0.100" };
        RackdProcess killed = await RackdProcess.StartAsync(Network, oneAddress);
        NetworkNamespace firstPlace = await Network.AddClientAsync();
        NetworkNamespace secondPlace = await Network.AddClientAsync();

        Assert.That(await LeaseOnceAsync(firstPlace), Is.EqualTo("10.77.0.100"));
        await killed.KillAsync();
        await RackdProcess.StartAsync(Network, oneAddress);
        DhcpClient second = DhcpClient.StartUdhcpc(Network, secondPlace, "-n", "-t", "3");

        await second.WaitForEventAsync("leasefail", Soon);
        Assert.That(await LeaseOnceAsync(firstPlace), Is.EqualTo("10.77.0.100"));
    }

    [Test, CancelAfter(60_000)]
    public async Task Sigterm_ends_rackd_with_exit_code_0()
    {
        RackdProcess rackd = await RackdProcess.StartAsync(Network, new LabConfig());

        Assert.That(await rackd.StopAsync(), Is.Zero);
    }

    /// <summary>Has a client that knows of no earlier lease get an address, and end without giving it back.</summary>
    private async Task<string> LeaseOnceAsync(NetworkNamespace place)
    {
        DhcpClient client = DhcpClient.StartUdhcpc(Network, place, "-q");
        return (await client.WaitForEventAsync("bound", Soon))["ip"];
    }
}
