namespace Rackd.Domain.Configuration.Toml;

/// <summary>Reads a value, arrays and inline tables by recursion whose depth is bounded.</summary>
internal sealed class TomlValueParser(
    TomlReader reader,
    TomlErrorLog log,
    TomlLimits limits,
    TomlStringSyntax strings,
    TomlKeySyntax keys,
    TomlTableBuilder builder)
{
    private readonly TomlTrivia _trivia = new(reader, log);

    /// <summary>Whether the failed value left a bracket or quote open, and further lines may belong to it.</summary>
    public bool IsUnclosed { get; private set; }

    /// <summary>Where reading should go on when the value fails, where that is known.</summary>
    public TomlPosition? WayBack { get; private set; }

    /// <summary>Reads a value.</summary>
    /// <param name="depth">Levels that stand around it.</param>
    /// <returns>The value, or null when it failed and was reported.</returns>
    public TomlValue? Read(int depth) => reader.Peek switch
    {
        '"' or '\'' => ReadString(),
        '[' or '{' when depth >= limits.MaxDepth => RefuseDepth(),
        '[' => ReadArray(depth + 1),
        '{' => ReadInlineTable(depth + 1),
        _ => ReadBare(),
    };

    /// <summary>Begins a new statement, to which no earlier failure belongs.</summary>
    public void Forget()
    {
        IsUnclosed = false;
        WayBack = null;
    }

    private TomlString? ReadString()
    {
        TomlPosition start = reader.Position;
        IsUnclosed = !strings.TryRead(out string value);
        return IsUnclosed ? null : new TomlString(value, reader.SpanFrom(start));
    }

    private TomlValue? RefuseDepth()
    {
        IsUnclosed = true;
        log.Report(reader.SpanOfNext(), $"the value is nested deeper than {limits.MaxDepth} levels");
        return null;
    }

    private TomlValue? ReadBare()
    {
        TomlPosition start = reader.Position;
        SkipBare();
        if (TomlDateSyntax.IsWholeDate(reader.TextFrom(start)) && reader.Rest is [' ', _, _, ':', ..]
            && char.IsAsciiDigit(reader.PeekAt(1)))
        {
            reader.Advance();
            SkipBare();
        }

        ReadOnlySpan<char> token = reader.TextFrom(start);
        if (token.IsEmpty)
        {
            log.Report(reader.SpanOfNext(), $"a value is missing before {reader.NameOfNext()}");
            return null;
        }

        TomlValue? value = TomlBareValue.Read(token, reader.SpanFrom(start), out string problem);
        if (value is null)
        {
            log.Report(reader.SpanFrom(start), problem);
        }

        return value;
    }

    private void SkipBare()
    {
        while (!reader.AtEnd && !reader.AtForbidden()
            && reader.Peek is not (' ' or '\t' or '\r' or '\n' or ',' or '#' or '=' or '"' or '\'')
            && reader.Peek is not ('[' or ']' or '{' or '}'))
        {
            reader.Advance();
        }
    }

    private TomlArray? ReadArray(int depth)
    {
        TomlPosition start = reader.Position;
        reader.Advance();
        TomlArray array = new(reader.SpanFrom(start), ofTables: false);
        while (TrySkipInArray(start))
        {
            if (reader.TryTake(']'))
            {
                array.EndAt(reader.Position);
                return array;
            }

            if (Read(depth) is not TomlValue item || !TrySkipInArray(start))
            {
                break;
            }

            array.Add(item);
            if (!reader.TryTake(',') && reader.Peek != ']')
            {
                log.Report(
                    reader.SpanOfNext(),
                    $"expected ',' or ']' in the array that starts on line {start.Line}, found {reader.NameOfNext()}");
                break;
            }
        }

        IsUnclosed = true;
        return null;
    }

    private bool TrySkipInArray(TomlPosition start)
    {
        bool isNewLine = _trivia.SkipLines();
        if (!reader.AtEnd && !(isNewLine && TomlLineShape.BeginsStatement(reader.Rest)))
        {
            return true;
        }

        WayBack ??= reader.Position;
        log.Report(
            reader.SpanOfNext(),
            $"the array that starts on line {start.Line} is never closed: expected ']' before this");
        return false;
    }

    private TomlTable? ReadInlineTable(int depth)
    {
        TomlPosition start = reader.Position;
        reader.Advance();
        TomlTable table = new(TomlTableOrigin.Inline, reader.SpanFrom(start));
        (bool wasMuted, TomlPosition? wayBack) = (log.IsMuted, WayBack);
        SkipInTable(start);
        bool closed = reader.TryTake('}');
        while (!closed)
        {
            if (!TryReadPair(table, start, depth) || !TryEndPair(start, out closed))
            {
                IsUnclosed = true;
                return null;
            }
        }

        (log.IsMuted, WayBack) = (wasMuted, wayBack);
        table.EndAt(reader.Position);
        return table;
    }

    private bool TryReadPair(TomlTable table, TomlPosition start, int depth)
    {
        if (reader.AtEnd)
        {
            ReportUnclosedTable(start);
            return false;
        }

        if (!keys.TryRead(depth, out IReadOnlyList<TomlKeyPart> path) || !keys.TryTakeEquals(path)
            || Read(depth + path.Count) is not TomlValue value)
        {
            return false;
        }

        builder.Set(table, path, value);
        return true;
    }

    private bool TryEndPair(TomlPosition start, out bool closed)
    {
        SkipInTable(start);
        closed = reader.TryTake('}');
        if (closed)
        {
            return true;
        }

        TomlPosition comma = reader.Position;
        if (!reader.TryTake(','))
        {
            ReportUnclosedTable(start);
            return false;
        }

        TomlSpan commaSpan = reader.SpanFrom(comma);
        SkipInTable(start);
        closed = reader.TryTake('}');
        if (closed)
        {
            log.Report(commaSpan, "an inline table has no comma behind its last value: remove it");
        }

        return true;
    }

    /// <summary>Skips blanks. A line break is reported once, then taken as if it were allowed: what follows is usually
    /// a table in the style of JSON, of which the one sentence says enough.</summary>
    private void SkipInTable(TomlPosition start)
    {
        reader.SkipBlank();
        if (!reader.AtLineBreak && reader.Peek != '#')
        {
            return;
        }

        WayBack ??= reader.Position;
        log.Report(
            reader.SpanOfNext(),
            $"the inline table that starts on line {start.Line} must end on the same line: "
                + "join the lines, or use a [table]");
        log.IsMuted = true;
        _trivia.SkipLines();
    }

    private void ReportUnclosedTable(TomlPosition start) => log.Report(
        reader.SpanOfNext(),
        reader.AtEnd
            ? $"the inline table that starts on line {start.Line} is never closed: expected '}}'"
            : $"expected ',' or '}}' in the inline table that starts on line {start.Line}, "
                + $"found {reader.NameOfNext()}");
}
