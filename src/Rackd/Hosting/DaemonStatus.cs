using Rackd.Domain.Events;
using Rackd.Services.Supervision;

namespace Rackd.Hosting;

/// <summary>The daemon in one line, for systemd and the log.</summary>
internal static class DaemonStatus
{
    public static string Describe(IReadOnlyList<ServiceStatus> services, int generation)
    {
        string serving = string.Join(", ", services.Where(IsUp).Select(service => service.Name));
        string down = string.Join(", ", services.Where(IsDown).Select(service => service.Name));
        return $"serving {(serving.Length == 0 ? "nothing" : serving)}"
            + (down.Length == 0 ? string.Empty : $"; not serving {down}")
            + $"; configuration generation {generation}";
    }

    private static bool IsUp(ServiceStatus service) =>
        service.State is ServiceState.Starting or ServiceState.Running or ServiceState.Degraded;

    private static bool IsDown(ServiceStatus service) => service.State == ServiceState.Failed;
}
