using System.Globalization;

namespace Rackd.Demo;

/// <summary>
/// A rack's network in two network namespaces of this demonstration's own: one for the server, one for the machines. The
/// host's interfaces are not touched.
/// </summary>
internal sealed class DemoNetwork : IAsyncDisposable
{
    /// <summary>The interface that rackd serves.</summary>
    public const string ServerLink = "rack0";

    /// <summary>The interface on which simulated machines speak.</summary>
    public const string MachinesLink = "machines0";

    /// <summary>The interface of the virtual machine.</summary>
    public const string Tap = "tap0";

    /// <summary>rackd's address. TEST-NET-1 (RFC 5737) is nobody's.</summary>
    public const string ServerAddress = "192.0.2.1";

    /// <summary>The rack's network.</summary>
    public const string Cidr = "192.0.2.0/24";

    private const string Prefix = "rackd-demo-";

    private static readonly TimeSpan _carrierInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _carrierLimit = TimeSpan.FromSeconds(5);

    private DemoNetwork(string server, string machines)
    {
        Server = server;
        Machines = machines;
    }

    /// <summary>The server's namespace.</summary>
    public string Server { get; }

    /// <summary>The machines' namespace.</summary>
    public string Machines { get; }

    /// <summary>Two namespaces joined by a veth pair.</summary>
    public static async Task<DemoNetwork> CreateAsync()
    {
        DemoNetwork network = await CreateEmptyAsync();
        try
        {
            await IpTool.RunAsync(
                "link", "add", ServerLink, "netns", network.Server, "type", "veth",
                "peer", "name", MachinesLink, "netns", network.Machines);
            await UpAsync(network.Machines, MachinesLink);
            await network.ServeAsync();
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>A bridge with a tap for a virtual machine in the server's namespace.</summary>
    public static async Task<DemoNetwork> CreateForVirtualMachineAsync()
    {
        DemoNetwork network = await CreateEmptyAsync();
        try
        {
            await IpTool.RunAsync(
                "-n", network.Server, "link", "add", ServerLink, "type", "bridge", "stp_state", "0", "forward_delay", "0");

            // A tap has no carrier before the machine runs, and a bridge has none without a port that has: this pair does.
            await IpTool.RunAsync(
                "-n", network.Server, "link", "add", "idle0", "type", "veth",
                "peer", "name", MachinesLink, "netns", network.Machines);
            await IpTool.RunAsync("-n", network.Server, "link", "set", "idle0", "master", ServerLink);
            await IpTool.RunAsync("-n", network.Server, "tuntap", "add", Tap, "mode", "tap");
            await IpTool.RunAsync("-n", network.Server, "link", "set", Tap, "master", ServerLink);
            await UpAsync(network.Machines, MachinesLink);
            foreach (string link in (string[])["idle0", Tap])
            {
                await UpAsync(network.Server, link);
            }

            await network.ServeAsync();
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Removes the namespaces of demonstrations that were killed, and the processes left in them.</summary>
    public static async Task RemoveStaleAsync()
    {
        string list = await IpTool.RunAsync("netns", "list");
        foreach (string name in list.Split('\n').Select(line => line.Split(' ')[0]))
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && !DemoOwner.IsAlive(name[Prefix.Length..].Split('-')[0]))
            {
                await RemoveAsync(name);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RemoveAsync(Machines);
        await RemoveAsync(Server);
    }

    private static async Task<DemoNetwork> CreateEmptyAsync()
    {
        string own = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}");
        DemoNetwork network = new($"{own}-server", $"{own}-machines");
        try
        {
            foreach (string name in (string[])[network.Server, network.Machines])
            {
                await IpTool.RunAsync("netns", "add", name);
                await UpAsync(name, "lo");
            }

            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    private static async Task RemoveAsync(string name)
    {
        (int code, string processes, _) = await IpTool.TryRunAsync("netns", "pids", name);
        foreach (string id in code == 0 ? processes.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            ChildProcess.Kill(int.Parse(id, CultureInfo.InvariantCulture));
        }

        await IpTool.TryRunAsync("netns", "delete", name);
    }

    private static Task<string> UpAsync(string name, string link) => IpTool.RunAsync("-n", name, "link", "set", link, "up");

    private async Task ServeAsync()
    {
        await IpTool.RunAsync("-n", Server, "address", "add", $"{ServerAddress}/24", "dev", ServerLink);
        await UpAsync(Server, ServerLink);
        await WaitForCarrierAsync();
    }

    /// <summary>The kernel may take a second to call a new link up, and rackd does not serve one that is down.</summary>
    private async Task WaitForCarrierAsync()
    {
        using PeriodicTimer timer = new(_carrierInterval);
        for (TimeSpan waited = TimeSpan.Zero; waited < _carrierLimit; waited += _carrierInterval)
        {
            string link = await IpTool.RunAsync("-n", Server, "-oneline", "link", "show", "dev", ServerLink);
            if (link.Contains(" state UP ", StringComparison.Ordinal))
            {
                return;
            }

            await timer.WaitForNextTickAsync();
        }

        throw new DemoException($"the interface {ServerLink} of the demonstration's own network does not come up");
    }
}
