namespace Rackd.Domain.Configuration.Toml;

/// <summary>Why a TOML text was refused, for the operator who wrote it. The sentence names keys, never values,
/// which may be secret.</summary>
/// <param name="File">Name of the file as given to the reader; empty when there is none.</param>
/// <param name="Span">Where the fault stands.</param>
/// <param name="Message">A sentence without its full stop.</param>
public sealed record TomlError(string File, TomlSpan Span, string Message)
{
    /// <summary>Line of the fault, from 1.</summary>
    public int Line => Span.Line;

    /// <summary>Column of the fault in code points, from 1.</summary>
    public int Column => Span.Column;

    /// <summary>Column behind the fault, on the line <see cref="TomlSpan.EndLine"/>.</summary>
    public int EndColumn => Span.EndColumn;

    /// <summary>The form compilers use, <c>file:line:column: message</c>.</summary>
    public override string ToString() =>
        File.Length == 0 ? $"{Line}:{Column}: {Message}" : $"{File}:{Line}:{Column}: {Message}";
}
