namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>Names and paths.</summary>
internal static class NameText
{
    private const int LongestName = 64;
    private const int LongestLabel = 63;
    private const int LongestHostName = 253;
    private const int LongestInterface = 15;
    private const int LongestPath = 4095;
    private const int LongestSocket = 107;

    /// <summary>A name that stands in logs, tables and URLs.</summary>
    public static Parsed<string> ParseLabel(string text) =>
        text.Length is > 0 and <= LongestName && text.All(IsNameCharacter)
            ? Parsed.Good(text)
            : Parsed.Bad<string>(
                $"{Parsed.Quote(text)} is no name; write up to {LongestName} letters, digits and any of . _ - / :",
                Replaced(text, IsNameCharacter, LongestName));

    /// <summary>A name that a machine can have (RFC 1123 §2.1), one label or several.</summary>
    public static Parsed<string> ParseHostName(string text)
    {
        if (IsHostName(text))
        {
            return Parsed.Good(text);
        }

        string? meant = Replaced(text, IsHostCharacter, LongestLabel);
        return Parsed.Bad<string>(
            $"{Parsed.Quote(text)} is no host name; "
            + $"write letters, digits and hyphens, in parts of up to {LongestLabel} parted by dots",
            meant is not null && IsHostName(meant) ? meant : null);
    }

    /// <summary>The name of a network interface of Linux.</summary>
    public static Parsed<string> ParseInterface(string text) =>
        text.Length is > 0 and <= LongestInterface && text is not ("." or "..")
            && text.All(character => character is > ' ' and < '\u007F' and not '/')
            ? Parsed.Good(text)
            : Parsed.Bad<string>(
                $"{Parsed.Quote(text)} is no interface name; write one that \"ip link\" shows, such as \"eno1\"");

    /// <summary>A group of the system; empty for none.</summary>
    public static Parsed<string> ParseGroup(string text) =>
        text.Length <= LongestName && text.All(IsNameCharacter) && !text.Contains('/', StringComparison.Ordinal)
            ? Parsed.Good(text)
            : Parsed.Bad<string>($"{Parsed.Quote(text)} is no group name");

    /// <summary>Text that may not be empty.</summary>
    public static Parsed<string> ParseText(string text) => text.Length == 0
        ? Parsed.Bad<string>("is empty; leave the key out instead")
        : Parsed.Good(text);

    /// <summary>A directory or file of this host.</summary>
    public static Parsed<string> ParseAbsolutePath(string text) => text switch
    {
        _ when !text.StartsWith('/') => BadPath(
            $"{Parsed.Quote(text)} is relative; a path that starts with / is expected"),
        { Length: > LongestPath } => BadPath($"the path is longer than {LongestPath} characters"),
        _ when text.Contains('\0', StringComparison.Ordinal) => BadPath("a path cannot hold the character U+0000"),
        _ => Parsed.Good(text),
    };

    /// <summary>The path of a Unix socket, which the system keeps short.</summary>
    public static Parsed<string> ParseSocketPath(string text) =>
        System.Text.Encoding.UTF8.GetByteCount(text) > LongestSocket
            ? BadPath($"the path of a socket has at most {LongestSocket} octets")
            : ParseAbsolutePath(text);

    /// <summary>A boot file, which lies below the root.</summary>
    public static Parsed<string> ParseBootFile(string text) => text switch
    {
        "" => BadPath("is empty; write a file below the root, such as \"debian/vmlinuz\""),
        _ when text.StartsWith('/') => BadPath(
            $"{Parsed.Quote(text)} starts with /; boot files are named from the root ([tftp] root)",
            text.TrimStart('/')),
        _ when text.Contains("://", StringComparison.Ordinal) =>
            BadPath($"{Parsed.Quote(text)} is a URL; boot files lie below the root ([tftp] root)"),
        _ when text.Contains('\\', StringComparison.Ordinal) =>
            BadPath(
                $"{Parsed.Quote(text)} has a backslash; parts of a path are parted by /",
                text.Replace('\\', '/').TrimStart('/')),
        _ when text.Split('/').Any(part => part is ".." or "." or "") =>
            BadPath($"{Parsed.Quote(text)} has an empty part or one of dots; boot files cannot leave the root"),
        _ when text.Any(char.IsControl) || text.Length > LongestPath =>
            BadPath($"{Parsed.Quote(text)} is too long or has control characters"),
        _ => Parsed.Good(text),
    };

    private static Parsed<string> BadPath(string message, string? suggestion = null) =>
        Parsed.Bad<string>(message, string.IsNullOrEmpty(suggestion) ? null : suggestion, ConfigErrorCode.BadPath);

    private static bool IsHostName(string text) =>
        text.Length is > 0 and <= LongestHostName && text.Split('.').All(label =>
            label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-'
            && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'));

    private static bool IsHostCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '-';

    private static bool IsNameCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' or '/' or ':';

    private static string? Replaced(string text, Func<char, bool> isGood, int longest)
    {
        string trimmed = text.Trim();
        return trimmed.Length == 0 || trimmed.Length > longest
            ? null
            : string.Concat(trimmed.Select(character => isGood(character) ? character : '-'));
    }
}
