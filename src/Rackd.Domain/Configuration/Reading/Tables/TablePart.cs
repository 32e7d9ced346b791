using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>What one file says about a table.</summary>
internal sealed record TablePart(string File, TomlTable Table)
{
    public ConfigPlace Place => new(File, Table.Span);
}

/// <summary>A key that one file sets.</summary>
internal sealed record FileEntry(string File, TomlEntry Entry)
{
    public ConfigPlace KeyPlace => new(File, Entry.KeySpan);

    public ConfigPlace ValuePlace => new(File, Entry.Value.Span);
}
