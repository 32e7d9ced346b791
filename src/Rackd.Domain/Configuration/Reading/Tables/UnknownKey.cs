using Rackd.Domain.Configuration.Reading.Values;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>Says what a person probably meant by a key that no table has, or that another table has.</summary>
internal static class UnknownKey
{
    public static void Report(TableSite site, string file, TomlEntry entry, IEnumerable<string> known)
    {
        bool isTable = entry.Value is TomlTable or TomlArray { IsTableArray: true };
        bool isTopTable = site.Path.Length == 0 && isTable;
        string where = site.Path.Length == 0 ? "at the top level" : $"in {site.Title}";
        string what = isTopTable
            ? $"unknown table [{Show(entry.Key)}]"
            : $"unknown key {Parsed.Quote(entry.Key)} {where}";
        string? near = EditDistance.Nearest(entry.Key, known);
        string elsewhere = near is null ? Elsewhere(entry.Key, site.Path) : string.Empty;
        string? suggestion = near switch
        {
            null => null,
            _ when isTopTable => ConfigKeys.TitleOf(near),
            _ => Parsed.Quote(near),
        };
        ConfigPlace place = new(file, entry.KeySpan);
        site.Log.Error(ConfigErrorCode.UnknownKey, place, site.KeyPath(entry.Key), what + elsewhere, suggestion);
    }

    private static string Elsewhere(string key, string here)
    {
        string[] titles = [.. ConfigKeys.All
            .Where(known => string.Equals(known.Name, key, StringComparison.Ordinal) && known.Table != here)
            .Select(known => known.Title)
            .Distinct()];
        return titles.Length == 0 ? string.Empty : $"; it exists in {string.Join(", ", titles)}";
    }

    private static string Show(string key) => Parsed.Quote(key)[1..^1];
}
