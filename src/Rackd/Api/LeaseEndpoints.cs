using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rackd.Services.Dhcp4;

namespace Rackd.Api;

/// <summary>The lease table.</summary>
/// <param name="leases">The table; null where DHCP is not part of the daemon.</param>
/// <param name="time">The clock.</param>
public sealed class LeaseEndpoints(ILeaseView? leases, TimeProvider time) : IApiEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/leases", GetAsync);

    private Task GetAsync(HttpContext context) => ApiAnswer.WriteAsync(
        context, new LeasesDocument(time.GetUtcNow(), leases?.Snapshot() ?? []), ApiJson.Default.LeasesDocument);
}
