using Rackd.Domain.Configuration.Reading.Values;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>A key with a value.</summary>
/// <param name="name">The key.</param>
/// <param name="type">What values it takes.</param>
/// <param name="get">The default out of a blank record; null when there is none.</param>
/// <param name="set">Puts a value into the record.</param>
/// <param name="help">What the key does.</param>
internal sealed class ValueMember<TRecord, T>(
    string name, KeyType<T> type, Func<TRecord, T>? get, Func<TRecord, T, TRecord> set, string help)
    : Member<TRecord>(name, help)
{
    /// <summary>What holds when the key is left out, for a key without default.</summary>
    public string? Otherwise { get; init; }

    public override IEnumerable<ConfigKey> Describe(string table, string title, TRecord blank) =>
        [new ConfigKey(table, title, Name, type.Word, Help)
        {
            Default = get is null ? null : type.Write(get(blank)),
            Otherwise = Otherwise,
            IsRequired = Required is not null,
        }];

    public override TRecord Read(TRecord record, IReadOnlyList<FileEntry> entries, Origin origin, TableSite site)
    {
        FileEntry first = entries[0];
        origin.AddKey(Name, first.KeyPlace);
        foreach (FileEntry again in entries.Skip(1))
        {
            string message = $"{Name} of {site.Title} is already set in {first.File}; one file may set it";
            ConfigNote note = new(first.KeyPlace, $"{Name} set here first");
            site.Log.Error(ConfigErrorCode.SetTwice, again.KeyPlace, site.KeyPath(Name), message, seeAlso: note);
        }

        if (!type.TryRead(first.Entry.Value, site.Key(first.File, Name), out T? value))
        {
            return record;
        }

        origin.AddValue(Name, first.ValuePlace);
        foreach (TomlEntry below in (first.Entry.Value as TomlTable)?.Entries ?? [])
        {
            origin.AddValue($"{Name}.{below.Key}", new ConfigPlace(first.File, below.Value.Span));
        }

        return set(record, value);
    }
}
