using Microsoft.AspNetCore.Routing;

namespace Rackd.Api;

/// <summary>The routes of one noun.</summary>
public interface IApiEndpoints
{
    /// <summary>Adds the routes.</summary>
    void Map(IEndpointRouteBuilder routes);
}
