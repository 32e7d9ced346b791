using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rackd.Services.Supervision;

namespace Rackd.Api;

/// <summary>The daemon and its services.</summary>
/// <param name="services">What every service is doing.</param>
/// <param name="identity">Which daemon this is.</param>
/// <param name="time">The clock.</param>
public sealed class StatusEndpoints(IServiceDirectory services, IDaemonIdentity identity, TimeProvider time) : IApiEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/status", GetAsync);

    private Task GetAsync(HttpContext context)
    {
        StatusDocument document = new()
        {
            Version = identity.Version,
            Name = identity.Name,
            ProcessId = Environment.ProcessId,
            StartedAt = identity.StartedAt,
            Time = time.GetUtcNow(),
            Config = identity.Config,
            Services = services.Snapshot(),
        };
        return ApiAnswer.WriteAsync(context, document, ApiJson.Default.StatusDocument);
    }
}
