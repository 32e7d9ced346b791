using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>A new configuration is taken whole or not at all, while rackd runs.</summary>
public sealed class ReloadTests : RackTest
{
    private const string BadConfig = "[rackd]\nstate_dri = \"/nowhere\"\n";

    [Test, CancelAfter(120_000)]
    public async Task Reload_takes_a_good_file_and_keeps_the_leases()
    {
        RackdProcess rackd = await RackdProcess.StartAsync(Network, new LabConfig());
        NetworkNamespace place = await Network.AddClientAsync();
        DhcpClientEvent before = await LeaseOnceAsync(place);

        await rackd.WriteConfigAsync(new LabConfig { Domain = "changed.example" });
        Command reload = await rackd.CliAsync("reload");
        IReadOnlyList<LeaseRow> leases = await rackd.LeasesAsync();
        DhcpClientEvent after = await LeaseOnceAsync(place);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reload.ExitCode, Is.Zero, reload.Error);
            Assert.That(before["domain"], Is.EqualTo("lab.example"));
            Assert.That(leases.Select(lease => lease.Address), Is.EqualTo([before["ip"]]));
            Assert.That(after["domain"], Is.EqualTo("changed.example"));
            Assert.That(after["ip"], Is.EqualTo(before["ip"]));
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task Reload_refuses_a_bad_file_says_where_it_is_bad_and_goes_on_with_the_old()
    {
        RackdProcess rackd = await RackdProcess.StartAsync(Network, new LabConfig());
        NetworkNamespace place = await Network.AddClientAsync();

        await rackd.WriteConfigAsync(BadConfig);
        Command reload = await rackd.CliAsync("reload");
        DhcpClientEvent after = await LeaseOnceAsync(place);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reload.ExitCode, Is.Not.Zero);
            Assert.That(reload.Error + reload.Output, Does.Match("rackd\\.toml.*2").And.Contain("state_dri"));
            Assert.That(after["domain"], Is.EqualTo("lab.example"));
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task Sighup_takes_a_good_file()
    {
        RackdProcess rackd = await RackdProcess.StartAsync(Network, new LabConfig());
        NetworkNamespace place = await Network.AddClientAsync();

        await rackd.WriteConfigAsync(new LabConfig { Domain = "changed.example" });
        long position = rackd.Log.Count;
        rackd.Send(Signal.Hangup);
        await rackd.WaitForLineAsync("(?i)configuration generation 2|reloaded", Soon, position);
        DhcpClientEvent after = await LeaseOnceAsync(place);

        Assert.That(after["domain"], Is.EqualTo("changed.example"));
    }

    [Test, CancelAfter(120_000)]
    public async Task Sighup_with_a_bad_file_is_logged_with_its_line_and_changes_nothing()
    {
        RackdProcess rackd = await RackdProcess.StartAsync(Network, new LabConfig());
        NetworkNamespace place = await Network.AddClientAsync();

        await rackd.WriteConfigAsync(BadConfig);
        long position = rackd.Log.Count;
        rackd.Send(Signal.Hangup);
        await rackd.WaitForLineAsync("state_dri", Soon, position);
        DhcpClientEvent after = await LeaseOnceAsync(place);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after["domain"], Is.EqualTo("lab.example"));
            Assert.That(rackd.HasExited, Is.False);
        }
    }

    private async Task<DhcpClientEvent> LeaseOnceAsync(NetworkNamespace place)
    {
        DhcpClient client = DhcpClient.StartUdhcpc(Network, place, "-q");
        return await client.WaitForEventAsync("bound", Soon);
    }
}
