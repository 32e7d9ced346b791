using System.Text;

namespace Rackd.Domain.Configuration.Toml;

/// <summary>One part of a dotted key, unquoted.</summary>
internal readonly record struct TomlKeyPart(string Name, TomlSpan Span)
{
    private const int LongestShown = 60;

    /// <summary>The parts as a message shows them, joined by dots and cut when long.</summary>
    public static string Show(IReadOnlyList<TomlKeyPart> parts, int count)
    {
        StringBuilder shown = new();
        for (int index = 0; index < count && shown.Length <= LongestShown; index++)
        {
            shown.Append(index == 0 ? string.Empty : ".").Append(parts[index].Name);
        }

        bool cut = shown.Length > LongestShown;
        shown.Length = Math.Min(shown.Length, LongestShown);
        for (int index = 0; index < shown.Length; index++)
        {
            if (char.IsControl(shown[index]) || (cut && index == shown.Length - 1 && char.IsSurrogate(shown[index])))
            {
                shown[index] = '?';
            }
        }

        return cut ? shown.Append('…').ToString() : shown.ToString();
    }

    public static string Show(IReadOnlyList<TomlKeyPart> parts) => Show(parts, parts.Count);
}
