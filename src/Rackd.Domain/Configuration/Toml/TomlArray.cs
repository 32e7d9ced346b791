namespace Rackd.Domain.Configuration.Toml;

/// <summary>An array, written as <c>[1, 2]</c> or as a row of <c>[[table]]</c> headers.</summary>
public sealed class TomlArray : TomlValue
{
    private readonly List<TomlValue> _items = [];

    internal TomlArray(TomlSpan span, bool ofTables)
        : base(span) => IsTableArray = ofTables;

    /// <summary>The elements in the order of the text; their types may differ.</summary>
    public IReadOnlyList<TomlValue> Items => _items;

    /// <summary>Whether <c>[[table]]</c> headers made it; only then may a further header add to it.</summary>
    public bool IsTableArray { get; }

    /// <inheritdoc/>
    public override string Kind => "an array";

    internal void Add(TomlValue item) => _items.Add(item);

    internal void EndAt(TomlPosition end) => Span = Span with { EndLine = end.Line, EndColumn = end.Column };
}
