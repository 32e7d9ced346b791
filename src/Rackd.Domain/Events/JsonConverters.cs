using System.Globalization;
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

/// <summary>A time as RFC 3339 in UTC with milliseconds: <c>"2026-11-20T12:00:57.120Z"</c>.</summary>
public sealed class UtcTimeJsonConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}

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

/// <summary>An enum as a word in snake_case; a value without a name survives as a number.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class WordJsonConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower)
    where TEnum : struct, Enum;
