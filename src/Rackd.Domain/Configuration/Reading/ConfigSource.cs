using System.Text;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading;

/// <summary>A configuration file that somebody else has read from disk.</summary>
public sealed class ConfigSource
{
    private readonly byte[]? _utf8;

    /// <summary>Takes the text of a file.</summary>
    /// <param name="fileName">Name for messages.</param>
    /// <param name="text">The TOML.</param>
    public ConfigSource(string fileName, string text)
    {
        FileName = fileName;
        Text = text;
    }

    private ConfigSource(string fileName, byte[] utf8)
        : this(fileName, Encoding.UTF8.GetString(utf8)) => _utf8 = utf8;

    /// <summary>Name for messages.</summary>
    public string FileName { get; }

    /// <summary>The text; octets that are no UTF-8 show as U+FFFD.</summary>
    public string Text { get; }

    /// <summary>Takes the octets of a file; what is no UTF-8 becomes an error with its place.</summary>
    public static ConfigSource FromUtf8(string fileName, ReadOnlySpan<byte> utf8) => new(fileName, utf8.ToArray());

    internal bool TryParse(out TomlTable root, out IReadOnlyList<TomlError> errors) => _utf8 is null
        ? TomlDocument.TryParse(Text, FileName, out root, out errors)
        : TomlDocument.TryParse(_utf8.AsSpan(), FileName, out root, out errors);
}
