namespace Rackd.Domain.Configuration.Reading;

/// <summary>
/// Where a table and its keys stand in the files, so that a check of the finished record can name the place.
/// </summary>
/// <param name="place">The table's header.</param>
internal sealed class Origin(ConfigPlace place)
{
    private readonly Dictionary<string, ConfigPlace> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigPlace> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Origin>> _tables = new(StringComparer.Ordinal);

    public ConfigPlace Place { get; } = place;

    /// <summary>Whether the key is set to a value that could be read.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>Whether the key is written, readable or not.</summary>
    public bool Names(string key) => _keys.ContainsKey(key);

    /// <summary>Where the value stands; the table's header when the key is not set.</summary>
    public ConfigPlace At(string key) =>
        _values.TryGetValue(key, out ConfigPlace value) ? value : _keys.GetValueOrDefault(key, Place);

    /// <summary>Where the key stands; the table's header when it is not written.</summary>
    public ConfigPlace KeyAt(string key) => _keys.GetValueOrDefault(key, Place);

    /// <summary>The tables below, in the order of the record's list.</summary>
    public IReadOnlyList<Origin> Tables(string key) => _tables.GetValueOrDefault(key) ?? [];

    /// <summary>The one table below; this one when there is none.</summary>
    public Origin Table(string key) => _tables.TryGetValue(key, out List<Origin>? tables) ? tables[0] : this;

    public void AddKey(string key, ConfigPlace at) => _keys.TryAdd(key, at);

    public void AddValue(string key, ConfigPlace at) => _values[key] = at;

    public void AddTable(string key, Origin table)
    {
        if (!_tables.TryGetValue(key, out List<Origin>? tables))
        {
            _tables[key] = tables = [];
        }

        tables.Add(table);
    }
}
