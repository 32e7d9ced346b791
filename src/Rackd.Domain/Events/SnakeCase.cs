using System.Collections.Frozen;
using System.Text.Json;

namespace Rackd.Domain.Events;

/// <summary>The one way in which members of closed sets are written: in events, metric tags, tables and JSON.</summary>
public static class SnakeCase
{
    /// <summary>A member's name: <c>PoolExhausted</c> becomes <c>pool_exhausted</c>; a number that has no name stays one.</summary>
    public static string Of<T>(T member)
        where T : struct, Enum => Names<T>.Of(member);

    private static class Names<T>
        where T : struct, Enum
    {
        private static readonly FrozenDictionary<T, string> _names = Enum.GetValues<T>().Distinct()
            .ToFrozenDictionary(member => member, member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString()));

        public static string Of(T member) => _names.GetValueOrDefault(member) ?? member.ToString();
    }
}
