using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Rackd.Domain.Boot;

/// <summary>Names as machines ask for them, brought into one form that cannot lead out of the root.</summary>
public static class BootFileName
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 512;

    /// <summary>Longest part between two slashes, in characters.</summary>
    public const int MaxPartLength = 255;

    // What is read past the end of DHCP option 67 by ROMs that expect a NUL there: 0xFF is its end-of-options octet.
    private static readonly SearchValues<char> _trailingJunk = SearchValues.Create("\u00FF\uFFFD");

    /// <summary>
    /// Brings a name into the form <c>a/b/c</c>: forward slashes, none at either end, no empty or <c>.</c> part, and
    /// <c>..</c> resolved. The root itself is the empty name.
    /// </summary>
    /// <param name="raw">The name as it came in, percent-decoded where its protocol encodes.</param>
    /// <param name="name">The result; empty when there is none.</param>
    /// <returns>False for a name that leads out of the root, is too long, or holds what no name holds.</returns>
    public static bool TryNormalise(ReadOnlySpan<char> raw, [NotNullWhen(true)] out string? name)
    {
        name = null;
        ReadOnlySpan<char> text = raw[..(raw.LastIndexOfAnyExcept(_trailingJunk) + 1)];
        if (text.Length > MaxLength || HoldsBadCharacter(text))
        {
            return false;
        }

        Span<char> kept = stackalloc char[MaxLength];
        int length = 0;
        foreach (Range range in text.SplitAny('/', '\\'))
        {
            ReadOnlySpan<char> part = text[range];
            if (part is "" or ".")
            {
                continue;
            }

            if (part is "..")
            {
                if (length == 0)
                {
                    return false;
                }

                length = Math.Max(kept[..length].LastIndexOf('/'), 0);
                continue;
            }

            if (part.Length > MaxPartLength)
            {
                return false;
            }

            if (length > 0)
            {
                kept[length++] = '/';
            }

            part.CopyTo(kept[length..]);
            length += part.Length;
        }

        name = kept[..length].ToString();
        return true;
    }

    /// <summary>
    /// The text of a name for logs and events: control characters replaced by <c>?</c>, cut at 256 characters.
    /// </summary>
    public static string ForDisplay(ReadOnlySpan<char> raw)
    {
        const int MaxDisplayed = 256;
        return string.Create(Math.Min(raw.Length, MaxDisplayed), raw, static (span, source) =>
        {
            for (int index = 0; index < span.Length; index++)
            {
                span[index] = char.IsControl(source[index]) || char.IsSurrogate(source[index]) ? '?' : source[index];
            }
        });
    }

    private static bool HoldsBadCharacter(ReadOnlySpan<char> text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
            }
            else if (char.IsControl(text[index]) || char.IsSurrogate(text[index]))
            {
                return true;
            }
        }

        return false;
    }
}
