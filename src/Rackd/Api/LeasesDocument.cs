using System.Text.Json.Serialization;
using Rackd.Services.Dhcp4;

namespace Rackd.Api;

/// <summary><c>GET /v1/leases</c></summary>
/// <param name="Time">The daemon's clock.</param>
/// <param name="Leases">In the order of addresses.</param>
public sealed record LeasesDocument(DateTimeOffset Time, IReadOnlyList<LeaseRow> Leases)
{
    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = ApiJson.Schema;
}
