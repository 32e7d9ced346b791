using Rackd.Api;
using Rackd.Cli;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Events;
using Rackd.Services.Dhcp4;
using Rackd.Services.Ledger;
using Rackd.Services.Supervision;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Tests;

/// <summary>The real control API on a socket of its own, with a rack behind it that never changes.</summary>
internal sealed class CannedDaemon : IServiceDirectory, ILeaseView, IConfigReloader, IDaemonIdentity, IAsyncDisposable
{
    private static readonly MacAddress _mac = MacAddress.Parse("52:54:00:12:34:56");

    private readonly LogCapture _log = new();
    private readonly ControlApi _api;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rackd-test-");

    public CannedDaemon()
    {
        Socket = Path.Combine(_directory.FullName, "run", "rackd.sock");
        MachineConfig machine = new() { Name = "r1u07", Nics = [new NicConfig(_mac, null, null)] };
        ConfigStore config = new(new ConfigSnapshot(new RackdConfig { Machines = [machine] }, 12));
        EventHistory history = new(config, Recent, new LedgerReader(_directory.FullName));
        _api = new ControlApi(
            new ControlConfig { Socket = Socket },
            [
                new StatusEndpoints(this, this, Time),
                new LeaseEndpoints(this, Time),
                new TimelineEndpoints(history, Time),
                new ConfigEndpoints(this),
            ],
            _log);
    }

    public string Socket { get; }

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public RecentEvents Recent { get; } = new();

    public List<ServiceStatus> Services { get; } = [];

    public List<LeaseRow> Leases { get; } = [];

    public ReloadResult Reload { get; set; } = new(true, 13, "3 machines added", []);

    public string Version => "0.9.2";

    public string Name => "r12";

    public DateTimeOffset StartedAt => Time.GetUtcNow().AddHours(-76);

    public ConfigStatus Config => new(12, Time.GetUtcNow().AddHours(-2), true, null);

    public Task StartAsync(CancellationToken cancellationToken) => _api.BindAsync(cancellationToken);

    public async Task<CliResult> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await RackdCommand.RunAsync([.. arguments, "--socket", Socket], new Terminal(output, error, Colours: false));
        return new CliResult(code, output.ToString(), error.ToString());
    }

    /// <summary>A boot whose script is missing.</summary>
    public void AddFailedBoot()
    {
        Answer(-60, Dhcp4MessageType.Discover, Dhcp4MessageType.Offer);
        Answer(-59, Dhcp4MessageType.Request, Dhcp4MessageType.Ack);
        Recent.Add(new BootFileRefused
        {
            At = Time.GetUtcNow().AddSeconds(-58.766),
            Mac = _mac,
            Machine = "r1u07",
            Transport = BootTransport.Tftp,
            File = "ipxe.efi\u001b[2J",
            Reason = "not_found",
        });
    }

    IReadOnlyList<ServiceStatus> IServiceDirectory.Snapshot() => Services;

    IReadOnlyList<LeaseRow> ILeaseView.Snapshot() => Leases;

    public Task<ReloadResult> ReloadAsync(CancellationToken cancellationToken) => Task.FromResult(Reload);

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _log.Dispose();
        _directory.Delete(recursive: true);
    }

    private void Answer(double second, Dhcp4MessageType request, Dhcp4MessageType reply) => Recent.Add(new Dhcp4Answered
    {
        At = Time.GetUtcNow().AddSeconds(second),
        Mac = _mac,
        Machine = "r1u07",
        Address = Ipv4Address.Parse("10.1.0.23"),
        Request = request,
        Reply = reply,
        Reason = "offer_unused",
        Interface = "eth1",
        Subnet = "r1",
        Client = PxeClientKind.PxeRom,
        Architecture = ClientArchitecture.Bios,
        BootFile = "ipxe.efi",
        Profile = "debian",
    });
}

/// <summary>How a command ended and what it printed.</summary>
internal sealed record CliResult(int Code, string Out, string Error);
