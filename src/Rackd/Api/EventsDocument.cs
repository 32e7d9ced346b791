using System.Text.Json.Serialization;
using Rackd.Domain.Events;

namespace Rackd.Api;

/// <summary><c>GET /v1/events</c></summary>
/// <param name="Events">The newest events, oldest first.</param>
public sealed record EventsDocument(IReadOnlyList<RackEvent> Events)
{
    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = ApiJson.Schema;
}
