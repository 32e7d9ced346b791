using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>A table below another; what several files say about it is merged.</summary>
internal sealed class TableMember<TRecord, TTable>(
    TableShape<TTable> shape, Func<TRecord, TTable> get, Func<TRecord, TTable, TRecord> set)
    : Member<TRecord>(shape.Name, shape.Help)
{
    public override IEnumerable<ConfigKey> Describe(string table, string title, TRecord blank) =>
        shape.Describe(get(blank));

    public override TRecord Read(TRecord record, IReadOnlyList<FileEntry> entries, Origin origin, TableSite site)
    {
        List<TablePart> parts = [];
        foreach (FileEntry entry in entries)
        {
            origin.AddKey(Name, entry.KeyPlace);
            if (entry.Entry.Value is TomlTable table)
            {
                parts.Add(new TablePart(entry.File, table));
                continue;
            }

            bool isRows = entry.Entry.Value is TomlArray { IsTableArray: true };
            string found = isRows ? "an array of tables" : entry.Entry.Value.Kind;
            site.Log.Error(
                ConfigErrorCode.WrongType, isRows ? entry.KeyPlace : entry.ValuePlace, site.KeyPath(Name),
                $"{Name}: expected the table {shape.Title}, found {found}", isRows ? shape.Title : null);
        }

        if (parts.Count == 0)
        {
            return record;
        }

        TTable read = shape.Read(get(record), parts, site.Log, out Origin place);
        origin.AddTable(Name, place);
        return set(record, read);
    }
}
