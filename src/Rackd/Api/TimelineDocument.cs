using System.Text.Json.Serialization;
using Rackd.Domain.Events;
using Rackd.Wire.Addresses;

namespace Rackd.Api;

/// <summary><c>GET /v1/machines/{key}/timeline</c></summary>
/// <param name="Machine">The machine's name, null if it has none.</param>
/// <param name="Macs">Its hardware addresses.</param>
/// <param name="Time">The daemon's clock.</param>
/// <param name="Attempts">Its attempts to boot, oldest first.</param>
public sealed record TimelineDocument(
    string? Machine, IReadOnlyList<MacAddress> Macs, DateTimeOffset Time, IReadOnlyList<BootAttempt> Attempts)
{
    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = ApiJson.Schema;
}
