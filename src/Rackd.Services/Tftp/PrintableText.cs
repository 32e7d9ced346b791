using System.Globalization;

namespace Rackd.Services.Tftp;

/// <summary>What a peer sent, made fit for a log line and an event.</summary>
internal static class PrintableText
{
    private const int MaxLength = 256;

    /// <summary>Replaces control and formatting characters, and cuts.</summary>
    public static string Of(string text)
    {
        int length = Math.Min(text.Length, MaxLength);
        return string.Create(length, text, static (result, source) =>
        {
            for (int index = 0; index < result.Length; index++)
            {
                result[index] = IsPrintable(source[index]) ? source[index] : '?';
            }
        });
    }

    private static bool IsPrintable(char character) => char.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
