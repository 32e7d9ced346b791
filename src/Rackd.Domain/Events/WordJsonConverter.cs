using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rackd.Domain.Events;

/// <summary>An enum as a word in snake_case; a value without a name survives as a number.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class WordJsonConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower)
    where TEnum : struct, Enum;
