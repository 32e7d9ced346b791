using System.Globalization;
using System.Text;

namespace Rackd.Hosting;

/// <summary>
/// Makes text that came from the network safe to print: a machine's name must not move the cursor, colour the terminal,
/// turn the writing direction, or begin a second log line.
/// </summary>
public static class PrintableText
{
    /// <summary>The text with everything that is not plain print written as an escape: <c>\n</c>, <c>\x1b</c>, <c>\u202e</c>.</summary>
    public static string Escape(string text)
    {
        int first = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        return first < 0 ? text : EscapeFrom(text, first);
    }

    /// <summary>Escapes each line, and keeps the line breaks: for our own text of several lines.</summary>
    public static string EscapeLines(string text) => string.Join('\n', text.Split('\n').Select(Escape));

    private static string EscapeFrom(string text, int first)
    {
        StringBuilder result = new(text, 0, first, text.Length + 16);
        foreach (char character in text.AsSpan(first))
        {
            switch (character)
            {
                case '\n':
                    result.Append("\\n");
                    break;
                case '\r':
                    result.Append("\\r");
                    break;
                case '\t':
                    result.Append("\\t");
                    break;
                case < ' ' or '\x7f':
                    result.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
                    break;
                default:
                    AppendOther(result, character);
                    break;
            }
        }

        return result.ToString();
    }

    private static void AppendOther(StringBuilder result, char character)
    {
        // Format holds the bidirectional controls, the separators would break a line for some viewers.
        bool hidden = char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
        if (hidden)
        {
            result.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }
        else
        {
            result.Append(character);
        }
    }
}
