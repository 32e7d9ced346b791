using Rackd.Domain.Configuration.Reading.Values;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>
/// A table: its keys, and the record that they fill. Reading, the catalogue and the defaults come from here.
/// </summary>
/// <param name="path">The table without brackets; empty for the file itself.</param>
/// <param name="title">The table as a person writes it: <c>[dhcp]</c>, <c>[[subnet.range]]</c>.</param>
/// <param name="blank">The record before any key is read, with all defaults.</param>
/// <param name="help">What the table is about.</param>
/// <param name="members">Its keys, in the order of the catalogue.</param>
internal sealed class TableShape<TRecord>(
    string path, string title, TRecord blank, string help, IReadOnlyList<Member<TRecord>> members)
{
    /// <summary>The last part of the path, which is the table's key in the table above.</summary>
    public string Name { get; } = path[(path.LastIndexOf('.') + 1)..];

    public string Title { get; } = title;

    public string Help { get; } = help;

    public TRecord Blank { get; } = blank;

    public IEnumerable<ConfigKey> Describe(TRecord defaults) =>
        members.SelectMany(member => member.Describe(path, Title, defaults));

    /// <summary>Reads what the files say.</summary>
    /// <param name="start">The record before.</param>
    /// <param name="parts">At least one part unless this is the root.</param>
    /// <param name="log">Where errors go.</param>
    /// <param name="origin">Where everything stands.</param>
    public TRecord Read(TRecord start, IReadOnlyList<TablePart> parts, ConfigErrorLog log, out Origin origin)
    {
        origin = new Origin(parts.Count == 0 ? new ConfigPlace(string.Empty, TomlSpan.Start) : parts[0].Place);
        TableSite site = new(log, path, Title);
        foreach (TablePart part in parts)
        {
            RefuseUnknown(part, site);
        }

        TRecord record = start;
        foreach (Member<TRecord> member in members)
        {
            List<FileEntry> entries = [];
            foreach (TablePart part in parts)
            {
                if (part.Table.Find(member.Name) is { } entry)
                {
                    entries.Add(new FileEntry(part.File, entry));
                }
            }

            if (entries.Count > 0)
            {
                record = member.Read(record, entries, origin, site);
            }
            else if (member.Required is { } needed && parts.Count > 0)
            {
                string message = $"{Title} needs the key {Parsed.Quote(member.Name)}: {needed}";
                log.Error(ConfigErrorCode.MissingKey, origin.Place, site.KeyPath(member.Name), message);
            }
        }

        return record;
    }

    private void RefuseUnknown(TablePart part, TableSite site)
    {
        foreach (TomlEntry entry in part.Table.Entries)
        {
            if (!members.Any(member => string.Equals(member.Name, entry.Key, StringComparison.Ordinal)))
            {
                UnknownKey.Report(site, part.File, entry, members.Select(member => member.Name));
            }
        }
    }
}
