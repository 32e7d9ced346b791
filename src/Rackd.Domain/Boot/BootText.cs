using System.Buffers;
using System.Text;

namespace Rackd.Domain.Boot;

/// <summary>Text that boot loaders read: every one of them has characters that mean more than themselves.</summary>
internal static class BootText
{
    // What iPXE, GRUB, PXELINUX and the kernel all take for itself.
    private const string PlainCharacters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:/@%+=,[]~";

    private static readonly SearchValues<char> _plain = SearchValues.Create(PlainCharacters);

    // Brackets belong to GRUB's tests and patterns.
    private static readonly SearchValues<char> _grubPlain =
        SearchValues.Create(PlainCharacters.Replace("[]~", string.Empty, StringComparison.Ordinal));

    /// <summary>Replaces by <c>_</c> what any loader, or the kernel's command line, gives a meaning.</summary>
    /// <param name="value">Any text.</param>
    /// <param name="besides">One more character that stays, for text that a person reads.</param>
    public static string Plain(string value, char besides = '_')
    {
        if (!value.AsSpan().ContainsAnyExcept(_plain))
        {
            return value;
        }

        return string.Create(value.Length, (value, besides), static (span, state) =>
        {
            for (int index = 0; index < span.Length; index++)
            {
                char character = state.value[index];
                span[index] = character == state.besides || _plain.Contains(character) ? character : '_';
            }
        });
    }

    /// <summary>Makes one line of a text: every run of white space and control characters becomes one space.</summary>
    public static string OneLine(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (char character in text)
        {
            if (!char.IsControl(character) && !char.IsWhiteSpace(character))
            {
                line.Append(character);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>A word in GRUB's script language that stands for itself.</summary>
    public static string GrubWord(string word) =>
        word.Length > 0 && !word.AsSpan().ContainsAnyExcept(_grubPlain)
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
