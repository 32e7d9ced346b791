using System.Diagnostics.CodeAnalysis;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>A value that is written as a string of a certain form.</summary>
internal sealed class TextKeyType<T>(string word, string expected, Func<string, Parsed<T>> parse, Func<T, string> write)
    : KeyType<T>
{
    public override string Word => word;

    public override string Expected => expected;

    /// <summary>What a bare number probably means; null when nobody can tell.</summary>
    public Func<long, string?> FromNumber { get; init; } = _ => null;

    public override bool TryRead(TomlValue value, KeySite site, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        if (value is not TomlString text)
        {
            string? meant = value is TomlInteger number ? FromNumber(number.Value) : null;
            site.WrongType(value, expected, meant is null ? null : Parsed.Quote(meant));
            return false;
        }

        Parsed<T> parsed = parse(text.Value);
        if (!parsed.IsGood)
        {
            site.Report(parsed.Code!, value.Span, parsed.Message, parsed.Suggestion);
            return false;
        }

        result = parsed.Value!;
        return true;
    }

    public override string Write(T value) => TomlText.Quote(write(value));
}
