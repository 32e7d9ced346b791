using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>One rackd serves several interfaces, each with its own subnet.</summary>
public sealed class SeveralLinksTests : RackTest
{
    private const string SecondLink = "srv1";

    // Without the key interface: rackd has to find the link by its address.
    private const string SecondSubnet = """
        [[subnet]]
        name = "side"
        cidr = "10.78.0.0/24"
        domain = "side.example"

          [[subnet.range]]
          from = "10.78.0.100"
          to = "10.78.0.100"
        """;

    [Test, CancelAfter(120_000)]
    public async Task Machines_on_two_links_at_once_get_addresses_of_their_own_subnets_only()
    {
        await using NetworkNamespace second = await NetworkNamespace.CreateAsync("side");
        await NetworkNamespace.JoinAsync(Network.Server, SecondLink, second, LabNetwork.ClientLink);
        await Network.Server.AddAddressAsync(SecondLink, "10.78.0.1/24");
        NetworkNamespace first = await Network.AddClientAsync();
        await RackdProcess.StartAsync(Network, new LabConfig { More = SecondSubnet });

        DhcpClient onFirst = DhcpClient.StartUdhcpc(Network, first, "-q");
        DhcpClient onSecond = DhcpClient.StartUdhcpc(Network, second, "-q");
        DhcpClientEvent firstBound = await onFirst.WaitForEventAsync("bound", Soon);
        DhcpClientEvent secondBound = await onSecond.WaitForEventAsync("bound", Soon);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(firstBound["ip"], Does.StartWith("10.77.0.1"));
            Assert.That(firstBound["domain"], Is.EqualTo("lab.example"));
            Assert.That(secondBound["ip"], Is.EqualTo("10.78.0.100"));
            Assert.That(secondBound["domain"], Is.EqualTo("side.example"));
            Assert.That(secondBound["serverid"], Is.EqualTo("10.78.0.1"));
        }
    }
}
