using System.Text.Json.Serialization;

namespace Rackd.Api;

/// <summary>What <c>rackd version --json</c> prints.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="Runtime">The .NET runtime's version.</param>
public sealed record VersionDocument(string Version, string Runtime)
{
    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = ApiJson.Schema;
}
