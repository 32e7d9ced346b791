using System.Globalization;
using System.Text.Json;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Tests.Configuration.Toml;

/// <summary>Values as one line of text that is easy to write down in a test.</summary>
internal static class TomlRendering
{
    public static string Of(TomlValue value) => value switch
    {
        TomlString text => Quote(text.Value),
        TomlInteger number => number.Value.ToString(CultureInfo.InvariantCulture),
        TomlFloat number => Float(number.Value),
        TomlBoolean boolean => boolean.Value ? "true" : "false",
        TomlOffsetDateTime instant => instant.Value.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        TomlLocalDateTime local => local.Value.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TomlLocalDate date => date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TomlLocalTime time => time.Value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TomlArray array => $"[{string.Join(", ", array.Items.Select(Of))}]",
        TomlTable table => $"{{{string.Join(", ", table.Entries.Select(entry => $"{Quote(entry.Key)}: {Of(entry.Value)}"))}}}",
        _ => throw new AssertionException($"a value outside of the closed set: {value.GetType()}"),
    };

    public static string Quote(string text) => JsonSerializer.Serialize(text);

    public static string Float(double value) =>
        value == Math.Floor(value) && Math.Abs(value) < 1e15
            ? value.ToString("0.0", CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
}
