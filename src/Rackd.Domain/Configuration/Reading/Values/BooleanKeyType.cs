using System.Diagnostics.CodeAnalysis;
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
