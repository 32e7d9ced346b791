using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>Writes down the keys of a table.</summary>
internal static class Key<TRecord>
{
    /// <summary>A key with a default, which <paramref name="get"/> takes from the record.</summary>
    public static Member<TRecord> Value<T>(
        string name, KeyType<T> type, Func<TRecord, T> get, Func<TRecord, T, TRecord> set, string help) =>
        new ValueMember<TRecord, T>(name, type, get, set, help);

    /// <summary>A key without default; <paramref name="otherwise"/> says what holds when it is left out.</summary>
    public static Member<TRecord> Optional<T>(
        string name, KeyType<T> type, Func<TRecord, T, TRecord> set, string otherwise, string help) =>
        new ValueMember<TRecord, T>(name, type, null, set, help) { Otherwise = otherwise };

    /// <summary>A key that has to be there.</summary>
    public static Member<TRecord> Required<T>(
        string name, KeyType<T> type, Func<TRecord, T, TRecord> set, string help) =>
        new ValueMember<TRecord, T>(name, type, null, set, help) { Required = type.Expected };

    /// <summary>A table below.</summary>
    public static Member<TRecord> Table<TTable>(
        TableShape<TTable> shape, Func<TRecord, TTable> get, Func<TRecord, TTable, TRecord> set) =>
        new TableMember<TRecord, TTable>(shape, get, set);

    /// <summary>An array of tables below.</summary>
    public static Member<TRecord> Rows<TRow>(TableShape<TRow> shape, Func<TRecord, IReadOnlyList<TRow>, TRecord> set) =>
        new RowsMember<TRecord, TRow>(shape, set);
}
