using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Rackd.Cli;

/// <summary>An answer of the daemon.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Body">The content, chunked coding taken off.</param>
internal sealed record HttpAnswer(int Status, byte[] Body)
{
    private static readonly byte[] _endOfHead = "\r\n\r\n"u8.ToArray();

    /// <summary>Takes one whole answer apart (RFC 9112); null when it is not one.</summary>
    public static HttpAnswer? Read(ReadOnlySpan<byte> octets)
    {
        int end = octets.IndexOf(_endOfHead);
        if (end < 0)
        {
            return null;
        }

        string[] lines = Encoding.ASCII.GetString(octets[..end]).Split("\r\n");
        ReadOnlySpan<byte> rest = octets[(end + _endOfHead.Length)..];
        string[] statusLine = lines[0].Split(' ');
        bool known = statusLine.Length >= 2 && statusLine[0].StartsWith("HTTP/1.", StringComparison.Ordinal);
        if (!known || !int.TryParse(statusLine[1], NumberStyles.None, CultureInfo.InvariantCulture, out int status))
        {
            return null;
        }

        if (Field(lines, "Transfer-Encoding") is { } coding)
        {
            bool chunked = coding.Equals("chunked", StringComparison.OrdinalIgnoreCase);
            return chunked && Unchunk(rest) is { } content ? new HttpAnswer(status, content) : null;
        }

        if (Field(lines, "Content-Length") is not { } length)
        {
            return new HttpAnswer(status, rest.ToArray());
        }

        bool whole = int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int octetsOfBody)
            && rest.Length >= octetsOfBody;
        return whole ? new HttpAnswer(status, rest[..octetsOfBody].ToArray()) : null;
    }

    private static string? Field(string[] lines, string name)
    {
        foreach (string line in lines.AsSpan(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line.AsSpan(0, colon).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return line[(colon + 1)..].Trim();
            }
        }

        return null;
    }

    private static byte[]? Unchunk(ReadOnlySpan<byte> rest)
    {
        using MemoryStream content = new();
        while (true)
        {
            int line = rest.IndexOf("\r\n"u8);
            if (line < 0 || !Utf8Parser.TryParse(rest[..line], out uint size, out _, 'x'))
            {
                return null;
            }

            rest = rest[(line + 2)..];
            if (size == 0)
            {
                return content.ToArray();
            }

            if (rest.Length < (long)size + 2)
            {
                return null;
            }

            content.Write(rest[..(int)size]);
            rest = rest[((int)size + 2)..];
        }
    }
}
