using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rackd.Api;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Snapshots;
using Rackd.Services.BootHttp;
using Rackd.Services.Dhcp4;
using Rackd.Services.Ledger;
using Rackd.Services.Net;
using Rackd.Services.Storage;
using Rackd.Services.Supervision;
using Rackd.Services.Tftp;

namespace Rackd.Hosting;

/// <summary>All wiring of the daemon.</summary>
public static class RackdHost
{
    private const int Failed = 1;
    private const int InvalidConfiguration = 2;

    /// <summary>Runs the daemon until it is told to stop, and answers with the process's exit code.</summary>
    /// <param name="configPath">The configuration's file.</param>
    /// <param name="cancellationToken">Ends the daemon in order, as SIGTERM does.</param>
    public static async Task<int> RunAsync(string configPath, CancellationToken cancellationToken)
    {
        ConfigLoadResult loaded = ConfigLoader.Load(configPath);
        if (loaded.Config is not { } config)
        {
            await Console.Error.WriteAsync(PrintableText.EscapeLines(loaded.ErrorText));
            return InvalidConfiguration;
        }

        // A SIGHUP that comes before anybody is there to heed it must not end the process.
        using PosixSignalRegistration early = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP, context => context.Cancel = true);
        using IHost host = Build(configPath, config);
        host.Services.GetRequiredService<ReloadVerdict>().Warn(loaded.Warnings);
        RackdDaemon daemon = host.Services.GetRequiredService<RackdDaemon>();
        try
        {
            if (!await daemon.TryOpenAsync(cancellationToken))
            {
                return Failed;
            }

            await host.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Told to stop before it had begun in full: what is open already is closed in order.
            await daemon.StopAsync(CancellationToken.None);
        }

        return 0;
    }

    private static IHost Build(string configPath, RackdConfig config)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        ConfigStore store = new(new ConfigSnapshot(config, generation: 1));
        DaemonLogging.AddTo(builder, store);
        IServiceCollection services = builder.Services;
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddMetrics();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(store);
        services.AddSingleton(_ => SystemdNotifier.FromEnvironment());
        services.AddSingleton<EventHub>().AddSingleton<IEventSink, ClientHistorySink>();
        LedgerWiring.AddTo(services, Path.Combine(config.General.StateDirectory, "ledger"));
        services.AddSingleton<DaemonIdentity>();
        services.AddSingleton<ReloadVerdict>();
        AddServices(services);
        services.AddSingleton(provider => new Supervisor(
            provider.GetServices<ServiceFactory>(),
            provider.GetRequiredService<IEventSink>().Publish,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Supervisor>>()));
        services.AddSingleton<IServiceDirectory>(provider => provider.GetRequiredService<Supervisor>());
        services.AddSingleton<IConfigReloader>(
            provider => ActivatorUtilities.CreateInstance<ConfigReloader>(provider, configPath));
        services.AddSingleton<RackdDaemon>();
        services.AddHostedService<ReloadHandler>(); // before the daemon says that it is ready
        services.AddHostedService(provider => provider.GetRequiredService<RackdDaemon>());
        return builder.Build();
    }

    /// <summary>The services in the order in which they are bound; they are stopped in reverse.</summary>
    private static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<LinkWatcher>().AddSingleton<ILinkSource>(provider => provider.GetRequiredService<LinkWatcher>());
        services.AddSingleton<IDhcp4Ports, HostDhcp4Ports>();
        services.AddSingleton<LeaseTable>().AddSingleton<ClientHistory>().AddSingleton<Dhcp4State>();
        services.AddSingleton<ILeaseView, LeaseView>();
        services.AddSingleton<IMachineLookup, LeaseLookup>();
        services.AddSingleton<IBootContent, BootContent>();
        services.AddSingleton<Dhcp4Metrics>();
        services.AddSingleton<BootHttpMetrics>();
        services.AddSingleton<TftpMetrics>();
        services.AddSingleton<TransferReporter>();
        services.AddSingleton(provider => new ServiceFactory(ControlApi.ServiceName, () => CreateControlApi(provider)));
        services.AddSingleton(provider => new ServiceFactory("http", () => CreateHttp(provider)));
        services.AddSingleton(provider => new ServiceFactory("tftp", () => CreateTftp(provider)));
        services.AddSingleton(provider => new ServiceFactory("dhcp4", () => CreateDhcp4(provider)));
    }

    private static BootHttpService? CreateHttp(IServiceProvider provider) =>
        CurrentConfig(provider).Http.Enabled ? ActivatorUtilities.CreateInstance<BootHttpService>(provider) : null;

    private static TftpService? CreateTftp(IServiceProvider provider) =>
        CurrentConfig(provider).Tftp.Enabled ? ActivatorUtilities.CreateInstance<TftpService>(provider) : null;

    private static Dhcp4Service? CreateDhcp4(IServiceProvider provider)
    {
        RackdConfig config = CurrentConfig(provider);
        if (!config.Dhcp.Enabled)
        {
            return null;
        }

        ILogger<LeaseJournal> logger = provider.GetRequiredService<ILogger<LeaseJournal>>();
        LeaseJournal journal = new(config.General.StateDirectory, logger);
        return ActivatorUtilities.CreateInstance<Dhcp4Service>(provider, journal);
    }

    private static RackdConfig CurrentConfig(IServiceProvider provider) =>
        provider.GetRequiredService<ConfigStore>().Current.Config;

    private static ControlApi CreateControlApi(IServiceProvider provider)
    {
        // Taken here and not by constructors, because the endpoints look at the supervisor that makes this service.
        TimeProvider time = provider.GetRequiredService<TimeProvider>();
        IApiEndpoints[] endpoints =
        [
            new StatusEndpoints(
                provider.GetRequiredService<IServiceDirectory>(), provider.GetRequiredService<DaemonIdentity>(), time),
            new LeaseEndpoints(provider.GetService<ILeaseView>(), time),
            new TimelineEndpoints(provider.GetRequiredService<EventHistory>(), time),
            new ConfigEndpoints(provider.GetRequiredService<IConfigReloader>()),
        ];
        return new ControlApi(
            CurrentConfig(provider).Control,
            endpoints,
            provider.GetRequiredService<ILoggerFactory>());
    }
}
