namespace Rackd.Domain.Configuration.Toml;

/// <summary>Reads a document statement by statement, and finds the next one after an error.</summary>
internal sealed class TomlParser
{
    private readonly TomlReader _reader;
    private readonly TomlErrorLog _log;
    private readonly TomlTrivia _trivia;
    private readonly TomlKeySyntax _keys;
    private readonly TomlValueParser _values;
    private readonly TomlTableBuilder _builder;
    private TomlTable _section;
    private int _sectionDepth;

    // Set from a value that was never closed to the next header: stray ends of it are then no new fault.
    private bool _isBehindUnclosed;

    public TomlParser(TomlReader reader, TomlErrorLog log, TomlLimits limits)
    {
        TomlStringSyntax strings = new(reader, log);
        _reader = reader;
        _log = log;
        _trivia = new TomlTrivia(reader, log);
        _keys = new TomlKeySyntax(reader, log, strings, limits);
        _builder = new TomlTableBuilder(log);
        _values = new TomlValueParser(reader, log, limits, strings, _keys, _builder);
        _section = _builder.Root;
    }

    public TomlTable ReadDocument()
    {
        _trivia.SkipLines();
        while (!_reader.AtEnd && !_log.IsFull)
        {
            ReadStatement();
            _log.IsMuted = false;
            _trivia.SkipLines();
        }

        return _builder.Root;
    }

    private void ReadStatement()
    {
        if (_isBehindUnclosed && _reader.Peek is ('}' or ']' or ','))
        {
            _reader.SkipToLineEnd();
            return;
        }

        bool isHeader = _reader.Peek == '[';
        if (isHeader ? !TryReadHeader() : !TryReadKeyAndValue())
        {
            FindNextStatement(behindValue: !isHeader);
        }
    }

    private bool TryReadKeyAndValue()
    {
        _values.Forget();
        if (!_keys.TryRead(_sectionDepth, out IReadOnlyList<TomlKeyPart> path) || !_keys.TryTakeEquals(path)
            || _values.Read(_sectionDepth + path.Count) is not TomlValue value)
        {
            return false;
        }

        _builder.Set(_section, path, value);
        _values.Forget();
        return TryEndLine("the value");
    }

    private bool TryReadHeader()
    {
        TomlPosition start = _reader.Position;
        _section = TomlTableBuilder.Detached();
        _sectionDepth = 0;
        _isBehindUnclosed = false;
        _reader.Advance();
        bool isElement = _reader.TryTake('[');
        if (!_keys.TryRead(isElement ? 1 : 0, out IReadOnlyList<TomlKeyPart> path) || !TryCloseHeader(isElement))
        {
            return false;
        }

        TomlSpan span = _reader.SpanFrom(start);
        TomlTable? opened = isElement ? _builder.OpenElement(path, span) : _builder.OpenTable(path, span);
        _section = opened ?? _section;
        _sectionDepth = path.Count + (isElement ? 1 : 0);
        return TryEndLine("the table header");
    }

    private bool TryCloseHeader(bool isElement)
    {
        if (_reader.TryTake(']') && (!isElement || _reader.TryTake(']')))
        {
            return true;
        }

        string close = isElement ? "]]" : "]";
        _log.Report(
            _reader.SpanOfNext(), $"the table header is not closed: expected {close}, found {_reader.NameOfNext()}");
        return false;
    }

    private bool TryEndLine(string what)
    {
        _trivia.SkipToLineEnd();
        if (_reader.AtEnd || _reader.AtLineBreak)
        {
            return true;
        }

        _log.IsMuted = _isBehindUnclosed && _reader.Peek is ('}' or ']' or ',');
        _log.Report(_reader.SpanOfNext(), $"expected the end of the line after {what}, found {_reader.NameOfNext()}");
        return false;
    }

    private void FindNextStatement(bool behindValue)
    {
        _isBehindUnclosed |= behindValue && (_values.IsUnclosed || _values.WayBack is not null);
        if (_log.IsMuted && _isBehindUnclosed)
        {
            // Its keys would be read as keys of this section, and collide with them.
            _section = TomlTableBuilder.Detached();
        }

        if (behindValue && _values.WayBack is TomlPosition known)
        {
            _reader.Return(known);
            return;
        }

        _reader.SkipToLineEnd();
        while (behindValue && _values.IsUnclosed && !_reader.AtEnd)
        {
            _reader.Advance();
            if (TomlLineShape.BeginsStatement(_reader.Rest))
            {
                return;
            }

            _reader.SkipToLineEnd();
        }
    }
}
