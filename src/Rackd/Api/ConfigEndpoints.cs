using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rackd.Services.Supervision;

namespace Rackd.Api;

/// <summary>The configuration.</summary>
/// <param name="reloader">Reads the configuration anew.</param>
public sealed class ConfigEndpoints(IConfigReloader reloader) : IApiEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/config/reload", ReloadAsync);

    private async Task ReloadAsync(HttpContext context)
    {
        // Not the request's token: a reload that has begun is carried through even if nobody waits for the answer.
        ReloadResult result = await reloader.ReloadAsync(CancellationToken.None);
        ReloadDocument document = new(result.Accepted, result.Generation, result.Summary, result.Errors);
        await ApiAnswer.WriteAsync(context, document, ApiJson.Default.ReloadDocument);
    }
}
