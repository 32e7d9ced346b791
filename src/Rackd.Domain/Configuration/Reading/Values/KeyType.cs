using System.Diagnostics.CodeAnalysis;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>What kind of value a key takes: how it is read, written and spoken of.</summary>
internal abstract class KeyType<T>
{
    /// <summary>The type for a list of keys: <c>duration</c>.</summary>
    public abstract string Word { get; }

    /// <summary>The type for an error: <c>a duration such as "10m"</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Reads a value; false after it has reported why it cannot.</summary>
    public abstract bool TryRead(TomlValue value, KeySite site, [MaybeNullWhen(false)] out T result);

    /// <summary>The value as TOML.</summary>
    public abstract string Write(T value);
}
