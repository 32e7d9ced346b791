namespace Rackd.Domain.Configuration.Toml;

/// <summary>A stretch of a TOML text, for messages. Lines and columns count from 1.</summary>
/// <param name="Line">Line of the first character.</param>
/// <param name="Column">Column of the first character, in Unicode code points; a tab counts as one.</param>
/// <param name="EndLine">Line of the position behind the last character.</param>
/// <param name="EndColumn">Column behind the last character; equal to the first where something is missing.</param>
public readonly record struct TomlSpan(int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The first position of a text.</summary>
    public static TomlSpan Start => new(1, 1, 1, 1);
}
