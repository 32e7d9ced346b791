using System.Globalization;
using System.Text;

namespace Rackd.Domain.Configuration.Toml;

/// <summary>The four notations of a string: basic and literal, each on one line or on several.</summary>
internal sealed class TomlStringSyntax(TomlReader reader, TomlErrorLog log)
{
    private const int Fence = 3;
    private const string NotAllowed = "is not allowed in a string";

    /// <summary>Whether three quotes stand under the cursor.</summary>
    public bool AtFence => reader.Peek is '"' or '\'' && RunOf(reader.Peek, Fence) == Fence;

    /// <summary>Reads the string that begins here. False, and reported, when it is never closed.</summary>
    public bool TryRead(out string value) => AtFence ? TryReadLines(out value) : TryReadLine(out value);

    /// <summary>Reads a string of one line, the only kind a key may be.</summary>
    public bool TryReadLine(out string value)
    {
        TomlPosition start = reader.Position;
        char quote = reader.Peek;
        StringBuilder text = new();
        reader.Advance();
        while (!reader.AtEnd && !reader.AtLineBreak)
        {
            if (reader.TryTake(quote))
            {
                value = text.ToString();
                return true;
            }

            ReadCharacter(text, quote, manyLines: false);
        }

        log.Report(
            reader.SpanFrom(start),
            $"the string that starts on line {start.Line} is never closed: "
                + $"expected {quote} before the end of the line");
        value = string.Empty;
        return false;
    }

    private bool TryReadLines(out string value)
    {
        TomlPosition start = reader.Position;
        char quote = reader.Peek;
        StringBuilder text = new();
        reader.Advance(Fence);
        TomlSpan opening = reader.SpanFrom(start);
        if (reader.AtLineBreak)
        {
            reader.TakeLineBreak();
        }

        while (!reader.AtEnd)
        {
            // Up to two quotes may stand directly before the closing three.
            int run = RunOf(quote, Fence + 2);
            if (run >= Fence)
            {
                reader.Advance(run);
                value = text.Append(quote, run - Fence).ToString();
                return true;
            }

            ReadCharacter(text, quote, manyLines: true);
        }

        log.Report(
            opening,
            $"the string that starts on line {start.Line} is never closed: expected {new string(quote, Fence)}");
        value = string.Empty;
        return false;
    }

    private int RunOf(char quote, int most)
    {
        int run = 0;
        while (run < most && reader.PeekAt(run) == quote)
        {
            run++;
        }

        return run;
    }

    private void ReadCharacter(StringBuilder text, char quote, bool manyLines)
    {
        if (reader.AtLineBreak)
        {
            text.Append('\n');
            reader.TakeLineBreak();
        }
        else if (reader.Peek == '\\' && quote == '"')
        {
            ReadEscape(text, manyLines);
        }
        else if (reader.AtForbidden())
        {
            log.Report(reader.SpanOfNext(), $"{reader.NameOfNext()} {NotAllowed}");
            text.Append('\uFFFD');
            reader.Advance();
        }
        else
        {
            text.Append(reader.Peek);
            reader.Advance();
        }
    }

    private void ReadEscape(StringBuilder text, bool manyLines)
    {
        TomlPosition start = reader.Position;
        reader.Advance();
        if (reader.AtEnd || (reader.AtLineBreak && !manyLines))
        {
            return; // the caller finds the string unclosed
        }

        if (manyLines && TrySkipBreak())
        {
            return;
        }

        switch (reader.Peek)
        {
            case 'u':
                ReadScalar(text, start, digits: 4);
                break;
            case 'U':
                ReadScalar(text, start, digits: 8);
                break;
            default:
                ReadShortEscape(text, start);
                break;
        }
    }

    private void ReadShortEscape(StringBuilder text, TomlPosition start)
    {
        char? meaning = reader.Peek switch
        {
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'f' => '\f',
            'r' => '\r',
            '"' => '"',
            '\\' => '\\',
            _ => null,
        };
        if (meaning is char known)
        {
            text.Append(known);
            reader.Advance();
            return;
        }

        // The character behind the backslash is left to be read as itself, which also keeps surrogate pairs whole.
        log.Report(
            reader.SpanFrom(start),
            $"a backslash before {reader.NameOfNext()} has no meaning: write \\\\, or put the text in single quotes");
    }

    /// <summary>A backslash at the end of a line takes away the line break and the white space behind it.</summary>
    private bool TrySkipBreak()
    {
        TomlPosition start = reader.Position;
        reader.SkipBlank();
        if (!reader.AtLineBreak)
        {
            reader.Return(start);
            return false;
        }

        while (reader.AtLineBreak)
        {
            reader.TakeLineBreak();
            reader.SkipBlank();
        }

        return true;
    }

    private void ReadScalar(StringBuilder text, TomlPosition start, int digits)
    {
        char letter = reader.Peek;
        reader.Advance();
        uint scalar = 0;
        for (int read = 0; read < digits; read++)
        {
            if (!char.IsAsciiHexDigit(reader.Peek))
            {
                log.Report(reader.SpanFrom(start), $"\\{letter} needs {digits} hexadecimal digits");
                return;
            }

            scalar = (scalar << 4) | HexValue(reader.Peek);
            reader.Advance();
        }

        if (Rune.TryCreate(scalar, out Rune rune))
        {
            text.Append(rune.ToString());
            return;
        }

        log.Report(
            reader.SpanFrom(start),
            string.Create(CultureInfo.InvariantCulture, $"U+{scalar:X4} is not a Unicode character"));
    }

    public static uint HexValue(char digit) =>
        (uint)(char.IsAsciiDigit(digit) ? digit - '0' : (digit | ' ') - 'a' + 10);
}
