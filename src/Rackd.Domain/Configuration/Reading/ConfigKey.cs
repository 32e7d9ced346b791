namespace Rackd.Domain.Configuration.Reading;

/// <summary>
/// What is known about a key of the configuration; the manual and the example file are held against it.
/// </summary>
/// <param name="Table">The table without brackets: <c>subnet.range</c>.</param>
/// <param name="Title">The table as a person writes it: <c>[[subnet.range]]</c>.</param>
/// <param name="Name">The key.</param>
/// <param name="Type">What values it takes: <c>duration, 30s to 365d</c>.</param>
/// <param name="Help">What it does, in a sentence.</param>
public sealed record ConfigKey(string Table, string Title, string Name, string Type, string Help)
{
    /// <summary>The default as TOML; null for a key without.</summary>
    public string? Default { get; init; }

    /// <summary>
    /// What holds when a key without default is left out; null for one with a default and for a required one.
    /// </summary>
    public string? Otherwise { get; init; }

    /// <summary>Whether its table cannot do without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The key with its tables: <c>subnet.range.from</c>.</summary>
    public string Path => $"{Table}.{Name}";
}
