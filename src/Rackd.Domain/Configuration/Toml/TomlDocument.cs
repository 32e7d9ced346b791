namespace Rackd.Domain.Configuration.Toml;

/// <summary>Reads TOML 1.0 (toml.io/en/v1.0.0). No input throws; <see cref="TomlLimits"/> bounds the cost.</summary>
public static class TomlDocument
{
    /// <summary>Reads a text within the default limits.</summary>
    /// <param name="text">The document; a byte order mark may lead it.</param>
    /// <param name="fileName">Name for messages; may be empty.</param>
    /// <param name="root">What could be read; complete only when the method returns true.</param>
    /// <param name="errors">What is wrong, in the order of the text; empty when the method returns true.</param>
    public static bool TryParse(
        string text, string fileName, out TomlTable root, out IReadOnlyList<TomlError> errors) =>
        TryParse(text, fileName, TomlLimits.Default, out root, out errors);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The document; a byte order mark may lead it.</param>
    /// <param name="fileName">Name for messages; may be empty.</param>
    /// <param name="limits">Bounds on length, depth and number of errors.</param>
    /// <param name="root">What could be read; complete only when the method returns true.</param>
    /// <param name="errors">What is wrong, in the order of the text; empty when the method returns true.</param>
    public static bool TryParse(
        string text, string fileName, TomlLimits limits, out TomlTable root, out IReadOnlyList<TomlError> errors)
    {
        if (text.Length > limits.MaxLength)
        {
            return Refuse(fileName, TomlSpan.Start, TooLong($"{text.Length} characters", limits), out root, out errors);
        }

        TomlErrorLog log = new(fileName, limits.MaxErrors);
        root = new TomlParser(new TomlReader(text), log, limits).ReadDocument();
        errors = log.InOrderOfText();
        return errors.Count == 0;
    }

    /// <summary>Reads the octets of a file within the default limits; they must be UTF-8.</summary>
    /// <param name="utf8">The document; a byte order mark may lead it.</param>
    /// <param name="fileName">Name for messages; may be empty.</param>
    /// <param name="root">What could be read; complete only when the method returns true.</param>
    /// <param name="errors">What is wrong, in the order of the text; empty when the method returns true.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, string fileName, out TomlTable root, out IReadOnlyList<TomlError> errors) =>
        TryParse(utf8, fileName, TomlLimits.Default, out root, out errors);

    /// <summary>Reads the octets of a file; they must be UTF-8.</summary>
    /// <param name="utf8">The document; a byte order mark may lead it.</param>
    /// <param name="fileName">Name for messages; may be empty.</param>
    /// <param name="limits">Bounds on length, depth and number of errors.</param>
    /// <param name="root">What could be read; complete only when the method returns true.</param>
    /// <param name="errors">What is wrong, in the order of the text; empty when the method returns true.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        string fileName,
        TomlLimits limits,
        out TomlTable root,
        out IReadOnlyList<TomlError> errors)
    {
        if (utf8.Length > limits.MaxLength)
        {
            return Refuse(fileName, TomlSpan.Start, TooLong($"{utf8.Length} octets", limits), out root, out errors);
        }

        return TomlEncoding.TryDecode(utf8, out string text, out TomlSpan fault, out string message)
            ? TryParse(text, fileName, limits, out root, out errors)
            : Refuse(fileName, fault, message, out root, out errors);
    }

    private static bool Refuse(
        string fileName, TomlSpan span, string message, out TomlTable root, out IReadOnlyList<TomlError> errors)
    {
        root = new TomlTable(TomlTableOrigin.Root, TomlSpan.Start);
        errors = [new TomlError(fileName, span, message)];
        return false;
    }

    private static string TooLong(string length, TomlLimits limits) =>
        $"the file is too long: {length}, where at most {limits.MaxLength} are read";
}
