using System.Text.Json;
using System.Text.Json.Serialization;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Events;

/// <summary>An IPv4 address as text: <c>"10.1.0.23"</c>.</summary>
public sealed class Ipv4AddressJsonConverter : JsonConverter<Ipv4Address>
{
    /// <inheritdoc/>
    public override Ipv4Address Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Ipv4Address.TryParse(reader.GetString(), out Ipv4Address address) ? address : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Ipv4Address value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
