using System.Text.Json.Serialization;
using Rackd.Domain.Boot;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Events;

/// <summary>
/// How events are written as JSON in the ledger, on the control socket and by hooks: snake_case names, words for enums,
/// addresses as text, times in UTC with milliseconds, durations in seconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(MacAddressJsonConverter),
        typeof(Ipv4AddressJsonConverter),
        typeof(UtcTimeJsonConverter),
        typeof(SecondsJsonConverter),
        typeof(WordJsonConverter<Dhcp4MessageType>),
        typeof(WordJsonConverter<ClientArchitecture>),
        typeof(WordJsonConverter<PxeClientKind>),
        typeof(WordJsonConverter<BootFileRole>),
        typeof(WordJsonConverter<BootTransport>),
        typeof(WordJsonConverter<TransferOutcome>),
        typeof(WordJsonConverter<LeaseEnd>),
        typeof(WordJsonConverter<ServiceState>),
    ])]
[JsonSerializable(typeof(RackEvent))]
public sealed partial class RackEventJson : JsonSerializerContext;
