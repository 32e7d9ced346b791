using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rackd.Domain.Events;

/// <summary>A duration as seconds with milliseconds: <c>1.25</c>.</summary>
public sealed class SecondsJsonConverter : JsonConverter<TimeSpan>
{
    private const double Most = 1e10; // some 300 years, far inside of what a TimeSpan holds

    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double seconds = reader.GetDouble();
        return Math.Abs(seconds) <= Most ? TimeSpan.FromMilliseconds(Math.Round(seconds * 1000)) : throw new JsonException();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round(value.TotalMilliseconds) / 1000);
}
