using Rackd.Domain.Configuration.Reading.Tables;

namespace Rackd.Domain.Configuration.Reading;

/// <summary>Every key that the configuration knows, in the order of the manual.</summary>
public static class ConfigKeys
{
    /// <summary>The keys, table by table. Defaults are those of the records.</summary>
    public static IReadOnlyList<ConfigKey> All { get; } = [.. RootTable.Shape.Describe(RootTable.Shape.Blank)];

    /// <summary>The key with a path such as <c>subnet.range.from</c>, null for none.</summary>
    public static ConfigKey? Find(string path) =>
        All.FirstOrDefault(key => string.Equals(key.Path, path, StringComparison.Ordinal));

    /// <summary>A table as a person writes it: <c>[[subnet.range]]</c> for <c>subnet.range</c>.</summary>
    public static string TitleOf(string table) =>
        All.FirstOrDefault(key => string.Equals(key.Table, table, StringComparison.Ordinal))?.Title ?? $"[{table}]";
}
