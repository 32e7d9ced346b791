using System.Text.Json;

namespace Rackd.LinkTests.Lab;

/// <summary>The built rackd, running in the server's namespace of a <see cref="LabNetwork"/>.</summary>
internal sealed class RackdProcess
{
    /// <summary>The line rackd logs once every socket is bound.</summary>
    private const string ReadyPattern = "rackd is ready";

    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(30);

    private readonly LabNetwork _network;
    private readonly LabProcess _process;
    private readonly string _configFile;
    private readonly string _socket;

    private RackdProcess(LabNetwork network, LabProcess process, string configFile)
    {
        _network = network;
        _process = process;
        _configFile = configFile;
        _socket = network.Directory.File("rackd.sock");
    }

    public bool HasExited => _process.HasExited;

    public OutputLines Log => _process.Lines;

    /// <summary>Starts rackd with a configuration and waits until it is ready.</summary>
    public static async Task<RackdProcess> StartAsync(LabNetwork network, LabConfig config)
    {
        string file = await WriteConfigAsync(network, config);
        LabProcess process = network.Server.Start(
            Dotnet, [Assembly, "run", "--config", file], network.Directory.File($"rackd-{Guid.NewGuid():N}.log"));
        await process.WaitForLineAsync(ReadyPattern, _startLimit);
        return new RackdProcess(network, process, file);
    }

    /// <summary>Replaces the configuration file; rackd is not told.</summary>
    public Task WriteConfigAsync(LabConfig config) => WriteConfigAsync(_network, config);

    /// <summary>Replaces the configuration file by any text; rackd is not told.</summary>
    public Task WriteConfigAsync(string text) => File.WriteAllTextAsync(_configFile, text);

    /// <summary>Runs a verb of the command line against this rackd.</summary>
    public Task<Command> CliAsync(params string[] arguments) =>
        _network.Server.RunAsync(Dotnet, [Assembly, .. arguments, "--socket", _socket]);

    /// <summary>Runs a verb with --json, which must succeed.</summary>
    public async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        Command command = await CliAsync([.. arguments, "--json"]);
        Assert.That(command.ExitCode, Is.Zero, command.Error + command.Output);
        return JsonDocument.Parse(command.Output).RootElement;
    }

    public async Task<IReadOnlyList<LeaseRow>> LeasesAsync() =>
        [.. (await JsonAsync("leases")).GetProperty("leases").EnumerateArray().Select(LeaseRow.Read)];

    public Task WaitForLineAsync(string pattern, TimeSpan timeout, long position) =>
        _process.WaitForLineAsync(pattern, timeout, position);

    public void Send(Signal signal) => _process.Send(signal);

    public Task<int> StopAsync() => _process.StopAsync();

    public Task<int> KillAsync() => _process.KillAsync();

    private static string Assembly => Path.Combine(AppContext.BaseDirectory, "rackd.dll");

    /// <summary>The host this test runs on, so that rackd runs on the same.</summary>
    private static string Dotnet =>
        Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";

    private static async Task<string> WriteConfigAsync(LabNetwork network, LabConfig config)
    {
        string file = network.Directory.File("rackd.toml");
        await File.WriteAllTextAsync(file, config.ToToml(network.Directory, await BootRoot.GetAsync()));
        return file;
    }
}
