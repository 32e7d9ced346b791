using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>The key whose value is being read, for messages.</summary>
/// <param name="Log">Where errors go.</param>
/// <param name="File">The file that sets the key.</param>
/// <param name="Table">The table as a person writes it, without brackets: <c>subnet.range</c>.</param>
/// <param name="Name">The key.</param>
internal readonly record struct KeySite(ConfigErrorLog Log, string File, string Table, string Name)
{
    public string Key => Table.Length == 0 ? Name : $"{Table}.{Name}";

    public void WrongType(TomlValue found, string expected, string? suggestion = null) =>
        Report(ConfigErrorCode.WrongType, found.Span, $"expected {expected}, found {found.Kind}", suggestion);

    public void Report(string code, TomlSpan span, string message, string? suggestion = null) =>
        Log.Error(code, new ConfigPlace(File, span), Key, $"{Name}: {message}", suggestion);
}
