namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>
/// A key of a table, or a table below it: what it is called, what it means, how it gets into the record.
/// </summary>
internal abstract class Member<TRecord>(string name, string help)
{
    public string Name { get; } = name;

    /// <summary>What the key does, in a sentence.</summary>
    public string Help { get; } = help;

    /// <summary>What an error about the missing key calls for; null for a key that may be left out.</summary>
    public string? Required { get; init; }

    /// <summary>Adds this key, or the keys of this table, to the catalogue.</summary>
    public abstract IEnumerable<ConfigKey> Describe(string table, string title, TRecord blank);

    /// <summary>Reads what the files set, in their order; returns the record with it. Errors go to the log.</summary>
    public abstract TRecord Read(TRecord record, IReadOnlyList<FileEntry> entries, Origin origin, TableSite site);
}
