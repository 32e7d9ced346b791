namespace Rackd.Domain.Configuration.Toml;

/// <summary>A place in the text: its index, and the line and column (from 1) that an editor shows for it.</summary>
internal readonly record struct TomlPosition(int Offset, int Line, int Column)
{
    public TomlSpan To(TomlPosition end) => new(Line, Column, end.Line, end.Column);

    public TomlSpan Empty => To(this);
}
