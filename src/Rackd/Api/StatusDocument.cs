using System.Text.Json.Serialization;
using Rackd.Domain.Events;
using Rackd.Services.Supervision;

namespace Rackd.Api;

/// <summary><c>GET /v1/status</c>: the daemon and its services.</summary>
public sealed record StatusDocument
{
    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = ApiJson.Schema;

    public required string Version { get; init; }

    /// <summary>The rack's name.</summary>
    public required string Name { get; init; }

    public required int ProcessId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The daemon's clock, so that ages do not depend on the caller's.</summary>
    public required DateTimeOffset Time { get; init; }

    public required ConfigStatus Config { get; init; }

    public required IReadOnlyList<ServiceStatus> Services { get; init; }

    /// <summary>Whether every service that is switched on runs without a problem.</summary>
    public bool Healthy => Services.All(service => service.State is ServiceState.Running or ServiceState.Stopped);
}

/// <summary>The configuration that serves now.</summary>
/// <param name="Generation">1 for the first, one more for each accepted reload.</param>
/// <param name="LoadedAt">When it was taken.</param>
/// <param name="LastReloadAccepted">Whether the newest reload was taken.</param>
/// <param name="LastReload">What the newest reload said, null for none.</param>
public sealed record ConfigStatus(int Generation, DateTimeOffset LoadedAt, bool LastReloadAccepted, string? LastReload);
