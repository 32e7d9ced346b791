using System.Diagnostics.CodeAnalysis;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Values;

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
