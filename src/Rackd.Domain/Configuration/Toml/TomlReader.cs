using System.Globalization;
using System.Text;

namespace Rackd.Domain.Configuration.Toml;

/// <summary>A cursor over the text that knows its line and column.</summary>
internal sealed class TomlReader
{
    /// <summary>What <see cref="Peek"/> gives behind the end. A text may hold it too, wrongly.</summary>
    public const char End = '\0';

    private readonly string _text;

    public TomlReader(string text)
    {
        _text = text;
        Position = new TomlPosition(text.StartsWith('\uFEFF') ? 1 : 0, 1, 1);
    }

    public TomlPosition Position { get; private set; }

    public bool AtEnd => Position.Offset >= _text.Length;

    public bool AtLineBreak => Peek == '\n' || (Peek == '\r' && PeekAt(1) == '\n');

    public char Peek => PeekAt(0);

    public ReadOnlySpan<char> Rest => _text.AsSpan(Position.Offset);

    public char PeekAt(int distance)
    {
        int offset = Position.Offset + distance;
        return offset < _text.Length ? _text[offset] : End;
    }

    public void Advance()
    {
        char current = _text[Position.Offset];
        int next = Position.Offset + 1;
        if (current == '\n')
        {
            Position = new TomlPosition(next, Position.Line + 1, 1);
            return;
        }

        bool halfOfPair = char.IsHighSurrogate(current) && next < _text.Length && char.IsLowSurrogate(_text[next]);
        Position = Position with { Offset = next, Column = Position.Column + (halfOfPair ? 0 : 1) };
    }

    public void Advance(int count)
    {
        for (int done = 0; done < count; done++)
        {
            Advance();
        }
    }

    public bool TryTake(char expected)
    {
        if (AtEnd || Peek != expected)
        {
            return false;
        }

        Advance();
        return true;
    }

    public void TakeLineBreak() => Advance(Peek == '\r' ? 2 : 1);

    public void SkipBlank()
    {
        while (Peek is ' ' or '\t')
        {
            Advance();
        }
    }

    public void SkipToLineEnd()
    {
        while (!AtEnd && Peek != '\n')
        {
            Advance();
        }
    }

    public void Return(TomlPosition earlier) => Position = earlier;

    public ReadOnlySpan<char> TextFrom(TomlPosition start) =>
        _text.AsSpan(start.Offset, Position.Offset - start.Offset);

    public TomlSpan SpanFrom(TomlPosition start) => start.To(Position);

    /// <summary>The character under the cursor; empty at the end of a line.</summary>
    public TomlSpan SpanOfNext()
    {
        TomlPosition here = Position;
        return AtEnd || AtLineBreak ? here.Empty : here.To(here with { Column = here.Column + 1 });
    }

    /// <summary>Whether the character under the cursor may stand nowhere in a TOML text: a control other than tab and
    /// line break, or half a surrogate pair.</summary>
    public bool AtForbidden()
    {
        char current = Peek;
        if (AtEnd || AtLineBreak || current == '\t')
        {
            return false;
        }

        return current switch
        {
            < ' ' or '\u007F' => true,
            _ when char.IsHighSurrogate(current) => !char.IsLowSurrogate(PeekAt(1)),
            _ when char.IsLowSurrogate(current) => Position.Offset == 0 || !char.IsHighSurrogate(PeekAt(-1)),
            _ => false,
        };
    }

    /// <summary>The character under the cursor as a message names it.</summary>
    public string NameOfNext()
    {
        if (AtEnd)
        {
            return "the end of the file";
        }

        if (AtLineBreak)
        {
            return "the end of the line";
        }

        if (Peek == '\r')
        {
            return "a carriage return without a line feed";
        }

        return Rune.DecodeFromUtf16(Rest, out Rune rune, out _) == System.Buffers.OperationStatus.Done
            && !Rune.IsControl(rune) && (rune.Value < 0x80 || Rune.IsLetterOrDigit(rune))
            ? $"'{rune}'"
            : string.Create(
                CultureInfo.InvariantCulture, $"character U+{(rune == Rune.ReplacementChar ? Peek : rune.Value):X4}");
    }
}
