namespace Rackd.Services.Supervision;

/// <summary>How a service is made, once for each start.</summary>
/// <param name="Name">The service's name.</param>
/// <param name="Create">Makes a new instance; null when the configuration switches the service off.</param>
public sealed record ServiceFactory(string Name, Func<IRackdService?> Create);
