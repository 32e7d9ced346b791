namespace Rackd.LinkTests.Lab;

/// <summary>
/// A rack in small: a server namespace whose link srv0 leads to a bridge in a namespace of its own, and clients and
/// virtual machines on that bridge. What the bridge carries can be captured.
/// </summary>
internal sealed class LabNetwork : IAsyncDisposable
{
    public const string ServerLink = "srv0";
    public const string ServerAddress = "10.77.0.1";
    public const string ClientLink = "eth0";
    private const string Bridge = "br0";
    private const string ServerPort = "to-srv0";

    private readonly List<NetworkNamespace> _clients = [];
    private readonly List<IAsyncDisposable> _captures = [];
    private int _taps;

    private LabNetwork(NetworkNamespace server, NetworkNamespace bridge)
    {
        Server = server;
        Switch = bridge;
    }

    /// <summary>Where this rack's programs write. It outlives the rack, whose owner decides whether to keep it.</summary>
    public LabDirectory Directory { get; } = new();

    public NetworkNamespace Server { get; }

    public NetworkNamespace Switch { get; }

    /// <summary>Makes the rack with the server's link in place.</summary>
    public static async Task<LabNetwork> CreateAsync()
    {
        LabNetwork network = await CreateWithoutServerLinkAsync();
        await network.AddServerLinkAsync();
        return network;
    }

    public static async Task<LabNetwork> CreateWithoutServerLinkAsync()
    {
        LabNetwork network = new(await NetworkNamespace.CreateAsync("srv"), await NetworkNamespace.CreateAsync("switch"));
        await network.Switch.AddBridgeAsync(Bridge);
        return network;
    }

    public async Task AddServerLinkAsync()
    {
        await NetworkNamespace.JoinAsync(Server, ServerLink, Switch, ServerPort);
        await Switch.IpAsync("link", "set", ServerPort, "master", Bridge);
        await Server.FinishChecksumsAsync(ServerLink);
        await Server.AddAddressAsync(ServerLink, $"{ServerAddress}/24");
    }

    public Task RemoveServerLinkAsync() => Server.IpAsync("link", "delete", ServerLink);

    /// <summary>Pulls or plugs the server's cable: srv0 stays up but loses its carrier.</summary>
    public Task SetServerCarrierAsync(bool present) =>
        Switch.IpAsync("link", "set", ServerPort, present ? "up" : "down");

    /// <summary>Adds a machine without an address, reached by its link eth0.</summary>
    public async Task<NetworkNamespace> AddClientAsync()
    {
        NetworkNamespace client = await NetworkNamespace.CreateAsync("cli");
        _clients.Add(client);
        string port = $"to-cli{_clients.Count}";
        await NetworkNamespace.JoinAsync(client, ClientLink, Switch, port);
        await Switch.IpAsync("link", "set", port, "master", Bridge);
        return client;
    }

    /// <summary>Adds a tap on the bridge for a virtual machine that runs in <see cref="Switch"/>.</summary>
    public async Task<string> AddTapAsync()
    {
        string tap = $"tap{++_taps}";
        await Switch.AddTapAsync(tap, Bridge);
        return tap;
    }

    /// <summary>Captures all that crosses the bridge from now on.</summary>
    public async Task<PacketCapture> CaptureAsync()
    {
        PacketCapture capture = await PacketCapture.StartAsync(
            Switch, Bridge, Directory.File($"bridge{_captures.Count}.pcap"));
        _captures.Add(capture);
        return capture;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable part in (IEnumerable<IAsyncDisposable>)[.. _captures, .. _clients, Server, Switch])
        {
            await part.DisposeAsync();
        }
    }
}
