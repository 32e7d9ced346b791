using System.Text.Json;
using System.Text.Json.Serialization;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Events;

/// <summary>A hardware address as text: <c>"52:54:00:12:34:56"</c>.</summary>
public sealed class MacAddressJsonConverter : JsonConverter<MacAddress>
{
    /// <inheritdoc/>
    public override MacAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MacAddress.TryParse(reader.GetString(), out MacAddress address) ? address : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MacAddress value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
