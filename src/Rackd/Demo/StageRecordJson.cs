using System.Text.Json.Serialization;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;

namespace Rackd.Demo;

/// <summary>Stage records as lines between the process of the machines and the one that shows them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters =
    [
        typeof(MacAddressJsonConverter),
        typeof(UtcTimeJsonConverter),
        typeof(SecondsJsonConverter),
        typeof(WordJsonConverter<BootStage>),
    ])]
[JsonSerializable(typeof(StageRecord))]
internal sealed partial class StageRecordJson : JsonSerializerContext;
