namespace Rackd.Domain.Configuration.Toml;

/// <summary>A key of a table with its value.</summary>
/// <param name="Key">The key, unquoted.</param>
/// <param name="KeySpan">Where the key was first written; of a dotted key the part that belongs to this table.</param>
/// <param name="Value">The value.</param>
public sealed record TomlEntry(string Key, TomlSpan KeySpan, TomlValue Value);
