using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>rackd is killed again and again while machines ask for addresses; each kill falls at another moment.</summary>
[Category("Long")]
public sealed class CrashSeriesTests : RackTest
{
    private const int Kills = 20;
    private const int MachinesPerKill = 5;

    [Test, CancelAfter(900_000)]
    public async Task No_acknowledged_lease_is_lost_and_no_address_has_two_owners()
    {
        Dictionary<string, string> owners = [];
        List<NetworkNamespace> places = [];
        for (int place = 0; place < MachinesPerKill; place++)
        {
            places.Add(await Network.AddClientAsync());
        }

        for (int kill = 0; kill < Kills; kill++)
        {
            RackdProcess rackd = await RackdProcess.StartAsync(Network, new LabConfig());
            List<(string Mac, DhcpClient Client)> machines = await StartMachinesAsync(places, kill);
            int boundBeforeKill = kill % (MachinesPerKill + 1);
            await Task.WhenAll(machines.Take(boundBeforeKill).Select(machine => BoundAddressAsync(machine.Client)));
            await rackd.KillAsync();
            await Task.WhenAll(machines.Select(machine => machine.Client.StopAsync()));

            RackdProcess restarted = await RackdProcess.StartAsync(Network, new LabConfig());
            Dictionary<string, string> leases = (await restarted.LeasesAsync())
                .Where(lease => lease.State == "leased")
                .ToDictionary(lease => lease.Address, lease => lease.Mac);
            foreach ((string mac, DhcpClient client) in machines)
            {
                if (client.LastAddress is { } address)
                {
                    Assert.That(owners.TryAdd(address, mac), Is.True, $"{address} given to {mac} was another's");
                }
            }

            Assert.That(owners.Except(leases), Is.Empty, $"acknowledged and lost by kill {kill}");
            await restarted.KillAsync();
        }

        Assert.That(owners, Has.Count.GreaterThanOrEqualTo(Kills * MachinesPerKill / 3));
    }

    /// <summary>Every round has machines that were never seen before.</summary>
    private async Task<List<(string Mac, DhcpClient Client)>> StartMachinesAsync(
        List<NetworkNamespace> places, int round)
    {
        List<(string Mac, DhcpClient Client)> machines = [];
        foreach (NetworkNamespace place in places)
        {
            string mac = $"52:54:00:78:{round:x2}:{machines.Count:x2}";
            await place.IpAsync("link", "set", LabNetwork.ClientLink, "address", mac);
            machines.Add((mac, DhcpClient.StartUdhcpc(Network, place, "-q")));
        }

        return machines;
    }

    private static async Task<string> BoundAddressAsync(DhcpClient client) =>
        (await client.WaitForEventAsync("bound", Soon))["ip"];
}
