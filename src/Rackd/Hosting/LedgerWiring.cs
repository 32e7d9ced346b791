using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rackd.Services.Ledger;
using Rackd.Services.Supervision;

namespace Rackd.Hosting;

/// <summary>The wiring of the ledger: the first service to start and the last to stop, so that it sees all others.</summary>
internal static class LedgerWiring
{
    private const int Backlog = 65_536;

    public static void AddTo(IServiceCollection services, string directory)
    {
        services.AddSingleton<RecentEvents>(_ => new RecentEvents());
        services.AddSingleton(_ => new LedgerReader(directory));
        services.AddSingleton(provider => new LedgerJournal(
            directory,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LedgerJournal>>()));
        services.AddSingleton<EventHistory>();
        services.AddSingleton(provider => provider.GetRequiredService<EventHub>()
            .Subscribe(LedgerService.ServiceName, Backlog));
        services.AddSingleton(provider => new ServiceFactory(
            LedgerService.ServiceName, () => ActivatorUtilities.CreateInstance<LedgerService>(provider)));
    }
}
