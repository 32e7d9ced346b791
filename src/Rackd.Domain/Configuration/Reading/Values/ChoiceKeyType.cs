using System.Diagnostics.CodeAnalysis;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>One of a few words.</summary>
internal sealed class ChoiceKeyType<T>(params (string Word, T Value)[] choices) : KeyType<T>
    where T : struct, Enum
{
    private readonly string[] _quoted = [.. choices.Select(choice => $"\"{choice.Word}\"")];

    public override string Word => string.Join(" or ", _quoted);

    public override string Expected => $"one of {string.Join(", ", _quoted)}";

    public override bool TryRead(TomlValue value, KeySite site, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        if (value is not TomlString text)
        {
            site.WrongType(value, Expected);
            return false;
        }

        foreach ((string word, T meaning) in choices)
        {
            if (string.Equals(word, text.Value, StringComparison.Ordinal))
            {
                result = meaning;
                return true;
            }
        }

        string? meant = Beginning(text.Value) ?? EditDistance.Nearest(
            text.Value, choices.Select(choice => choice.Word));
        string found = Parsed.Quote(text.Value);
        site.Report(
            ConfigErrorCode.BadValue, value.Span, $"expected {Expected}, found {found}",
            meant is null ? null : Parsed.Quote(meant));
        return false;
    }

    public override string Write(T value) => $"\"{choices.First(choice => choice.Value.Equals(value)).Word}\"";

    private string? Beginning(string text) => text.Length < 3
        ? null
        : choices.FirstOrDefault(choice => choice.Word.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Word;
}
