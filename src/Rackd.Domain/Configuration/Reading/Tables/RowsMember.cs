using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>An array of tables; those of several files stand one behind the other.</summary>
internal sealed class RowsMember<TRecord, TRow>(
    TableShape<TRow> shape, Func<TRecord, IReadOnlyList<TRow>, TRecord> set)
    : Member<TRecord>(shape.Name, shape.Help)
{
    public override IEnumerable<ConfigKey> Describe(string table, string title, TRecord blank) =>
        shape.Describe(shape.Blank);

    public override TRecord Read(TRecord record, IReadOnlyList<FileEntry> entries, Origin origin, TableSite site)
    {
        List<TRow> rows = [];
        foreach (FileEntry entry in entries)
        {
            origin.AddKey(Name, entry.KeyPlace);
            foreach (TomlTable table in TablesOf(entry, site))
            {
                rows.Add(shape.Read(shape.Blank, [new TablePart(entry.File, table)], site.Log, out Origin place));
                origin.AddTable(Name, place);
            }
        }

        return set(record, rows);
    }

    private IEnumerable<TomlTable> TablesOf(FileEntry entry, TableSite site)
    {
        if (entry.Entry.Value is not TomlArray array)
        {
            bool isTable = entry.Entry.Value is TomlTable;
            site.Log.Error(
                ConfigErrorCode.WrongType, isTable ? entry.KeyPlace : entry.ValuePlace, site.KeyPath(Name),
                $"{Name}: expected an array of tables {shape.Title}, found {entry.Entry.Value.Kind}",
                isTable ? shape.Title : null);
            return [];
        }

        foreach (TomlValue item in array.Items.Where(item => item is not TomlTable))
        {
            site.Log.Error(
                ConfigErrorCode.WrongType, new ConfigPlace(entry.File, item.Span), site.KeyPath(Name),
                $"{Name}: expected tables {shape.Title}, found {item.Kind}");
        }

        return array.Items.OfType<TomlTable>();
    }
}
