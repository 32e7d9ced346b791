using System.Text.Json;
using System.Text.Json.Serialization;
using Rackd.Domain.Boot;
using Rackd.Domain.Events;
using Rackd.Services.Dhcp4;
using Rackd.Wire.Dhcp4;

namespace Rackd.Api;

/// <summary>The JSON of the control API and of <c>--json</c>: the same conventions as the ledger's.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
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
        typeof(WordJsonConverter<LeaseRowState>),
        typeof(WordJsonConverter<BootStage>),
    ])]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(LeasesDocument))]
[JsonSerializable(typeof(TimelineDocument))]
[JsonSerializable(typeof(EventsDocument))]
[JsonSerializable(typeof(ReloadDocument))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(CheckDocument))]
[JsonSerializable(typeof(VersionDocument))]
public sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Version of the documents' shape; it goes up when a field changes its meaning or leaves.</summary>
    public const int Schema = 1;

    private static ApiJson? _indented; // made on first use: the generated half's own statics must be there before

    /// <summary>For output that people may read: indented, all else the same.</summary>
    public static ApiJson Indented => _indented ??=
        new ApiJson(new JsonSerializerOptions(Default.Options) { WriteIndented = true });
}
