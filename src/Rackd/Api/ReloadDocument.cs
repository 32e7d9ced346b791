using System.Text.Json.Serialization;

namespace Rackd.Api;

/// <summary><c>POST /v1/config/reload</c>: how a reload went.</summary>
/// <param name="Accepted">Whether the new file serves now.</param>
/// <param name="Generation">The generation that serves now.</param>
/// <param name="Summary">What changed, or why not.</param>
/// <param name="Errors">All errors, each as it would stand in a terminal.</param>
public sealed record ReloadDocument(bool Accepted, int Generation, string Summary, IReadOnlyList<string> Errors)
{
    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = ApiJson.Schema;
}
