using System.Globalization;

namespace Rackd.LinkTests.Lab;

/// <summary>
/// A network namespace of one test, named rackd-PID-NUMBER-ROLE after the test process, so that test/run can tell a
/// left-over from one in use. Its end ends every program in it.
/// </summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    private static readonly TimeSpan _briefly = TimeSpan.FromSeconds(20);
    private static int _lastNumber;

    private readonly List<LabProcess> _processes = [];

    private NetworkNamespace(string name) => Name = name;

    public string Name { get; }

    public static async Task<NetworkNamespace> CreateAsync(string role)
    {
        int number = Interlocked.Increment(ref _lastNumber);
        NetworkNamespace created = new($"rackd-{Environment.ProcessId}-{number}-{role}");
        await Command.OutputOfAsync("ip", "netns", "add", created.Name);
        await created.IpAsync("link", "set", "lo", "up");
        return created;
    }

    /// <summary>Joins two namespaces by a veth pair; both ends are up.</summary>
    public static async Task JoinAsync(
        NetworkNamespace first, string firstLink, NetworkNamespace second, string secondLink)
    {
        await Command.OutputOfAsync(
            "ip", "link", "add", firstLink, "netns", first.Name, "type", "veth",
            "peer", "name", secondLink, "netns", second.Name);
        await first.IpAsync("link", "set", firstLink, "up");
        await second.IpAsync("link", "set", secondLink, "up");
    }

    /// <summary>Runs <c>ip</c> for this namespace.</summary>
    public Task<string> IpAsync(params string[] arguments) =>
        Command.OutputOfAsync("ip", ["-n", Name, .. arguments]);

    /// <summary>Adds an address. An IPv6 address is usable at once: no duplicate address detection.</summary>
    public Task AddAddressAsync(string link, string prefix) =>
        prefix.Contains(':', StringComparison.Ordinal)
            ? IpAsync("address", "add", prefix, "dev", link, "nodad")
            : IpAsync("address", "add", prefix, "dev", link);

    public async Task AddBridgeAsync(string bridge)
    {
        await IpAsync("link", "add", bridge, "type", "bridge", "stp_state", "0", "forward_delay", "0");
        await IpAsync("link", "set", bridge, "up");
    }

    /// <summary>Adds a tap for a virtual machine to a bridge. The other ports give the bridge its carrier.</summary>
    public async Task AddTapAsync(string tap, string bridge)
    {
        await IpAsync("tuntap", "add", tap, "mode", "tap");
        await IpAsync("link", "set", tap, "master", bridge, "up");
    }

    /// <summary>
    /// Has the kernel finish the checksums of what it sends by this link, instead of leaving them to hardware that a
    /// veth does not have; a capture then shows right checksums, or a fault.
    /// </summary>
    public Task FinishChecksumsAsync(string link) =>
        Command.OutputOfAsync("ip", "netns", "exec", Name, "ethtool", "-K", link, "tx", "off");

    public async Task<string> MacAddressOfAsync(string link) =>
        (await RunAsync("cat", $"/sys/class/net/{link}/address")).Output.Trim();

    public Task<Command> RunAsync(string program, params string[] arguments) =>
        Command.RunAsync("ip", ["netns", "exec", Name, program, .. arguments], _briefly);

    /// <summary>Starts a program here. <c>ip</c> becomes the program, so the process id is the program's own.</summary>
    public LabProcess Start(
        string program,
        IReadOnlyList<string> arguments,
        string logFile,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        LabProcess process = LabProcess.Start("ip", ["netns", "exec", Name, program, .. arguments], logFile, environment);
        _processes.Add(process);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (LabProcess process in Enumerable.Reverse(_processes))
        {
            await process.DisposeAsync();
        }

        await KillDescendantsAsync();
        await Command.OutputOfAsync("ip", "netns", "delete", Name);
    }

    /// <summary>Kills what the started programs have left behind here: daemons, scripts.</summary>
    private async Task KillDescendantsAsync()
    {
        string ids = await Command.OutputOfAsync("ip", "netns", "pids", Name);
        foreach (string id in ids.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            LabProcess.KillStray(int.Parse(id, CultureInfo.InvariantCulture));
        }
    }
}
