using System.Diagnostics.CodeAnalysis;

namespace Rackd.Domain.Configuration.Toml;

/// <summary>A table: keys with values, in the order of the text. Keys are compared code point by code point.</summary>
public sealed class TomlTable : TomlValue
{
    // Most tables are small, and a search through a few keys needs no index. The bound keeps lookup constant.
    private const int SearchedWithoutIndex = 8;

    private readonly List<TomlEntry> _entries = [];
    private Dictionary<string, TomlEntry>? _index;

    internal TomlTable(TomlTableOrigin origin, TomlSpan span)
        : base(span) => Origin = origin;

    /// <summary>Keys and values in the order in which the text first names them.</summary>
    public IReadOnlyList<TomlEntry> Entries => _entries;

    /// <inheritdoc/>
    public override string Kind => "a table";

    internal TomlTableOrigin Origin { get; private set; }

    /// <summary>The entry with this key, or null.</summary>
    public TomlEntry? Find(string key) => _index is null ? Search(key) : _index.GetValueOrDefault(key);

    /// <summary>Looks up a value.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TomlValue? value)
    {
        value = Find(key)?.Value;
        return value is not null;
    }

    internal void Add(TomlEntry entry)
    {
        _entries.Add(entry);
        if (_index is not null)
        {
            _index.Add(entry.Key, entry);
        }
        else if (_entries.Count > SearchedWithoutIndex)
        {
            _index = _entries.ToDictionary(known => known.Key, StringComparer.Ordinal);
        }
    }

    internal void DefineBy(TomlTableOrigin origin, TomlSpan span)
    {
        Origin = origin;
        Span = span;
    }

    internal void EndAt(TomlPosition end) => Span = Span with { EndLine = end.Line, EndColumn = end.Column };

    private TomlEntry? Search(string key)
    {
        foreach (TomlEntry entry in _entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }
}
