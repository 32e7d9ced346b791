using Rackd.Domain.Events;

namespace Rackd.Services.Supervision;

/// <summary>What every service is doing.</summary>
public interface IServiceDirectory
{
    /// <summary>All services in the order of their start.</summary>
    IReadOnlyList<ServiceStatus> Snapshot();
}

/// <summary>What one service is doing.</summary>
/// <param name="Name">The service's name.</param>
/// <param name="State">Its state.</param>
/// <param name="Since">Since when it has that state.</param>
/// <param name="Now">What it does, in a few words; empty when it does not run.</param>
/// <param name="Restarts">How often it was started anew after a fault.</param>
/// <param name="LastProblem">The newest thing that kept it from serving in full, null for none.</param>
/// <param name="LastProblemAt">When that was, null while it lasts or if there was none.</param>
public sealed record ServiceStatus(
    string Name,
    ServiceState State,
    DateTimeOffset Since,
    string Now,
    int Restarts = 0,
    string? LastProblem = null,
    DateTimeOffset? LastProblemAt = null);
