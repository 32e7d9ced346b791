using System.Globalization;

namespace Rackd.Domain.Reporting;

/// <summary>Counts and lists in sentences.</summary>
internal static class Words
{
    /// <summary><c>1 address</c>, <c>2 addresses</c>.</summary>
    public static string Count(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    public static string Addresses(long count) => Count(count, "address", "addresses");

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items, string conjunction = "and") => items.Count switch
    {
        0 => string.Empty,
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {conjunction} {items[^1]}",
    };
}
