namespace Rackd.Domain.Configuration.Toml;

/// <summary>Keys: bare or quoted parts, joined by dots.</summary>
internal sealed class TomlKeySyntax(TomlReader reader, TomlErrorLog log, TomlStringSyntax strings, TomlLimits limits)
{
    public static bool IsBare(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';

    /// <summary>Reads a key and the blanks behind it.</summary>
    /// <param name="depth">Levels that already stand around the key.</param>
    /// <param name="parts">The parts, at least one.</param>
    /// <returns>False, and reported, when there is no key here or it is nested too deep.</returns>
    public bool TryRead(int depth, out IReadOnlyList<TomlKeyPart> parts)
    {
        List<TomlKeyPart> read = [];
        parts = read;
        do
        {
            reader.SkipBlank();
            TomlPosition start = reader.Position;
            if (!TryReadPart(afterDot: read.Count > 0, out string name))
            {
                return false;
            }

            read.Add(new TomlKeyPart(name, reader.SpanFrom(start)));
            if (depth + read.Count > limits.MaxDepth)
            {
                log.Report(reader.SpanFrom(start), $"the key is nested deeper than {limits.MaxDepth} levels");
                return false;
            }

            reader.SkipBlank();
        }
        while (reader.TryTake('.'));

        return true;
    }

    /// <summary>Takes the equals sign behind a key, and blanks. False, and reported, when there is none.</summary>
    public bool TryTakeEquals(IReadOnlyList<TomlKeyPart> path)
    {
        if (reader.TryTake('='))
        {
            reader.SkipBlank();
            return true;
        }

        string name = TomlKeyPart.Show(path);
        log.Report(
            reader.SpanOfNext(),
            reader.Peek == ':'
                ? $"write '=' between the key \"{name}\" and its value, not ':'"
                : $"expected '=' after the key \"{name}\", found {reader.NameOfNext()}");
        return false;
    }

    private bool TryReadPart(bool afterDot, out string name)
    {
        if (reader.Peek is '"' or '\'')
        {
            return TryReadQuoted(out name);
        }

        TomlPosition start = reader.Position;
        while (IsBare(reader.Peek))
        {
            reader.Advance();
        }

        name = reader.TextFrom(start).ToString();
        if (name.Length > 0)
        {
            return true;
        }

        log.Report(reader.SpanOfNext(), WhyNoPart(afterDot));
        return false;
    }

    private bool TryReadQuoted(out string name)
    {
        if (!strings.AtFence)
        {
            return strings.TryReadLine(out name);
        }

        TomlPosition start = reader.Position;
        if (strings.TryRead(out name))
        {
            log.Report(reader.SpanFrom(start), "a key cannot be a string of several lines: use one quote on each side");
        }

        return false;
    }

    private string WhyNoPart(bool afterDot)
    {
        if (reader.AtEnd || reader.AtLineBreak || reader.Peek is '=' or '.' or ',' or ']' or '#')
        {
            return afterDot
                ? $"a part of the key is missing after the dot, before {reader.NameOfNext()}"
                : $"a key is missing before {reader.NameOfNext()}";
        }

        return reader.AtForbidden()
            ? $"{reader.NameOfNext()} is not allowed here"
            : $"{reader.NameOfNext()} is not allowed in a key: a bare key holds A-Z, a-z, 0-9, _ and -, "
                + "others need quotes";
    }
}
