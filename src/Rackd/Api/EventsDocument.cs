using Rackd.Domain.Events;

namespace Rackd.Api;

/// <summary><c>GET /v1/events</c></summary>
/// <param name="Events">The newest events, oldest first.</param>
public sealed record EventsDocument(IReadOnlyList<RackEvent> Events)
{
    public int Schema { get; init; } = ApiJson.Schema;
}
