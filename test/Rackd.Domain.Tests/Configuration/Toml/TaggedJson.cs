using System.Globalization;
using System.Text.Json;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Tests.Configuration.Toml;

/// <summary>The JSON of the toml-test corpus, where each scalar is an object of type and value.</summary>
internal static class TaggedJson
{
    /// <summary>Null when both say the same, else the path of the first difference.</summary>
    public static string? FirstDifference(JsonElement wanted, TomlValue actual, string path = "")
    {
        if (wanted.ValueKind == JsonValueKind.Array)
        {
            return actual is TomlArray array && array.Items.Count == wanted.GetArrayLength()
                ? wanted.EnumerateArray().Select((item, index) => FirstDifference(item, array.Items[index], $"{path}[{index}]"))
                    .FirstOrDefault(difference => difference is not null)
                : $"{path}: not an array of {wanted.GetArrayLength()}";
        }

        if (IsScalar(wanted))
        {
            string type = wanted.GetProperty("type").GetString()!;
            string value = wanted.GetProperty("value").GetString()!;
            return IsSame(type, value, actual) ? null : $"{path}: is {actual.Kind}, wanted {type} {value}";
        }

        if (actual is not TomlTable table || table.Entries.Count != wanted.EnumerateObject().Count())
        {
            return $"{path}: not a table with the same number of keys";
        }

        return wanted.EnumerateObject()
            .Select(member => table.TryGet(member.Name, out TomlValue? found)
                ? FirstDifference(member.Value, found, $"{path}.{member.Name}")
                : $"{path}.{member.Name}: missing")
            .FirstOrDefault(difference => difference is not null);
    }

    private static bool IsScalar(JsonElement wanted) =>
        wanted.EnumerateObject().Count() == 2
        && wanted.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String
        && wanted.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.String;

    private static bool IsSame(string type, string value, TomlValue actual) => (type, actual) switch
    {
        ("string", TomlString text) => text.Value == value,
        ("integer", TomlInteger number) => number.Value == long.Parse(value, CultureInfo.InvariantCulture),
        ("float", TomlFloat number) => number.Value.Equals(ParseFloat(value)),
        ("bool", TomlBoolean boolean) => boolean.Value == (value == "true"),
        ("datetime", TomlOffsetDateTime instant) =>
            instant.Value.EqualsExact(DateTimeOffset.Parse(value, CultureInfo.InvariantCulture)),
        ("datetime-local", TomlLocalDateTime local) => local.Value == DateTime.Parse(value, CultureInfo.InvariantCulture),
        ("date-local", TomlLocalDate date) => date.Value == DateOnly.Parse(value, CultureInfo.InvariantCulture),
        ("time-local", TomlLocalTime time) => time.Value == TimeOnly.Parse(value, CultureInfo.InvariantCulture),
        _ => false,
    };

    private static double ParseFloat(string value) => value switch
    {
        "inf" or "+inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" or "+nan" or "-nan" => double.NaN,
        _ => double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
