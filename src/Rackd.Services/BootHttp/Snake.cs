using System.Text.Json;

namespace Rackd.Services.BootHttp;

/// <summary>The form that members of closed sets have in tags and events.</summary>
internal static class Snake
{
    /// <summary>The member's name in snake_case.</summary>
    public static string Case<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.All[value];

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> All = Enum.GetValues<TEnum>()
            .ToDictionary(member => member, member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString()));
    }
}
