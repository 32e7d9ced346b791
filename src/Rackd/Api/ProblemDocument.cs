using System.Text.Json.Serialization;

namespace Rackd.Api;

/// <summary>An error of the control API (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Title">What failed, the same for every case of the code.</param>
/// <param name="Detail">What failed here.</param>
/// <param name="Hint">What to do next, null when there is nothing.</param>
public sealed record ProblemDocument(int Status, string Code, string Title, string Detail, string? Hint = null)
{
    public const string ContentType = "application/problem+json";

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = ApiJson.Schema;
}
