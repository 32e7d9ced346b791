using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>true or false.</summary>
internal sealed class BooleanKeyType : KeyType<bool>
{
    public override string Word => "boolean";

    public override string Expected => "true or false";

    public override bool TryRead(TomlValue value, KeySite site, [MaybeNullWhen(false)] out bool result)
    {
        result = value is TomlBoolean { Value: true };
        if (value is TomlBoolean)
        {
            return true;
        }

        string? meant = (value as TomlString)?.Value.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "ON" or "1" => "true",
            "FALSE" or "NO" or "OFF" or "0" => "false",
            _ => null,
        };
        site.WrongType(value, Expected, meant);
        return false;
    }

    public override string Write(bool value) => value ? "true" : "false";
}

/// <summary>A whole number within bounds.</summary>
internal sealed class IntegerKeyType(string what, int least, int most) : KeyType<int>
{
    public override string Word => string.Create(CultureInfo.InvariantCulture, $"integer, {least} to {most}");

    public override string Expected => what;

    public override bool TryRead(TomlValue value, KeySite site, [MaybeNullWhen(false)] out int result)
    {
        result = 0;
        if (value is not TomlInteger number)
        {
            bool isNumber = int.TryParse(
                (value as TomlString)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int meant);
            site.WrongType(value, what, isNumber ? Write(meant) : null);
            return false;
        }

        if (number.Value < least || number.Value > most)
        {
            FormattableString message = $"{number.Value} is not between {least} and {most}";
            site.Report(ConfigErrorCode.OutOfBounds, value.Span, FormattableString.Invariant(message));
            return false;
        }

        result = (int)number.Value;
        return true;
    }

    public override string Write(int value) => value.ToString(CultureInfo.InvariantCulture);
}

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

/// <summary>An array of values of one type.</summary>
internal sealed class ListKeyType<T>(string word, string expected, KeyType<T> item, bool takesOne = false)
    : KeyType<IReadOnlyList<T>>
{
    public override string Word => takesOne ? $"{item.Word}, or an array of them" : word;

    public override string Expected => expected;

    public override bool TryRead(TomlValue value, KeySite site, [MaybeNullWhen(false)] out IReadOnlyList<T> result)
    {
        result = null;
        if (takesOne && value is not TomlArray)
        {
            bool isGood = item.TryRead(value, site, out T? only);
            result = isGood ? [only!] : null;
            return isGood;
        }

        if (value is not TomlArray array)
        {
            site.WrongType(value, expected, value is TomlString text ? $"[{Parsed.Quote(text.Value)}]" : null);
            return false;
        }

        List<T> items = [];
        bool allGood = true;
        foreach (TomlValue element in array.Items)
        {
            bool isGood = item.TryRead(element, site, out T? read);
            allGood &= isGood;
            if (isGood)
            {
                items.Add(read!);
            }
        }

        result = allGood ? items : null;
        return allGood;
    }

    public override string Write(IReadOnlyList<T> value) => $"[{string.Join(", ", value.Select(item.Write))}]";
}
