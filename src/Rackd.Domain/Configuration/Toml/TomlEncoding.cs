using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Rackd.Domain.Configuration.Toml;

/// <summary>Octets to text: TOML is UTF-8 and nothing else.</summary>
internal static class TomlEncoding
{
    public static bool TryDecode(ReadOnlySpan<byte> utf8, out string text, out TomlSpan fault, out string message)
    {
        fault = TomlSpan.Start;
        message = string.Empty;
        if (Utf8.IsValid(utf8))
        {
            text = Encoding.UTF8.GetString(utf8);
            return true;
        }

        text = string.Empty;
        if (utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            message = "the file is UTF-16: save it as UTF-8";
            return false;
        }

        (fault, byte octet) = FindFault(utf8);
        message = string.Create(
            CultureInfo.InvariantCulture, $"octet 0x{octet:X2} is not valid UTF-8 here: save the file as UTF-8");
        return false;
    }

    private static (TomlSpan Fault, byte Octet) FindFault(ReadOnlySpan<byte> utf8)
    {
        int line = 1;
        int column = 1;
        ReadOnlySpan<byte> rest = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        while (Rune.DecodeFromUtf8(rest, out Rune rune, out int length) == OperationStatus.Done)
        {
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
            rest = rest[length..];
        }

        return (new TomlSpan(line, column, line, column + 1), rest[0]);
    }
}
