using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rackd.Domain.Boot;
using Rackd.Domain.Events;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Events;

public sealed class RackEventJsonTests
{
    private static readonly DateTimeOffset _at = new(2026, 11, 20, 12, 0, 57, 120, TimeSpan.Zero);

    private static readonly RackEvent[] _samples =
    [
        new Dhcp4Answered
        {
            At = _at,
            Mac = MacAddress.Parse("52:54:00:12:34:56"),
            Machine = "r1u07",
            Address = Ipv4Address.Parse("10.1.0.23"),
            Request = Dhcp4MessageType.Discover,
            Reply = Dhcp4MessageType.Offer,
            Reason = "offer_unused",
            Interface = "eth1",
            Subnet = "r1",
            Client = PxeClientKind.PxeRom,
            Architecture = ClientArchitecture.UefiX64Http,
            BootFile = "ipxe.efi",
            Profile = "debian",
            BootRefusal = "no_profile",
        },
        new Dhcp4Unanswered { At = _at, Request = Dhcp4MessageType.Request, Reason = "no_subnet", Interface = "eth1" },
        new LeaseEnded { At = _at, Cause = LeaseEnd.Declined },
        new TransferStarted
        {
            At = _at, Transport = BootTransport.Http, File = "a b\"\u001b.efi", Length = long.MaxValue, Role = BootFileRole.Initrd,
        },
        new TransferFinished
        {
            At = _at,
            Transport = BootTransport.Tftp,
            File = "ipxe.efi",
            Octets = 3,
            Duration = TimeSpan.FromMilliseconds(1250),
            Outcome = TransferOutcome.AbortedByClient,
            Role = BootFileRole.Loader,
            Resent = 7,
            Detail = "disk full",
            Profile = "debian",
        },
        new BootFileRefused { At = _at, Transport = BootTransport.Tftp, File = "x", Reason = "not_found", Expected = true },
        new LinkChanged { At = _at, Interface = "eth1", Serving = true, Reason = "has 10.1.0.1 in subnet r1" },
        new ServiceChanged { At = _at, Service = "tftp", State = ServiceState.Failed, Detail = "gone" },
        new ConfigReloaded { At = _at, Generation = 12, Accepted = true, Summary = "3 machines added" },
    ];

    [TestCaseSource(nameof(_samples))]
    public void Every_event_survives_being_written_and_read(RackEvent sample)
    {
        string json = JsonSerializer.Serialize(sample, RackEventJson.Default.RackEvent);

        Assert.That(JsonSerializer.Deserialize(json, RackEventJson.Default.RackEvent), Is.EqualTo(sample));
    }

    [Test]
    public void Every_type_of_event_has_a_discriminator_and_a_sample_here()
    {
        Type[] types = [.. typeof(RackEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RackEvent)))];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                typeof(RackEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(derived => derived.DerivedType),
                Is.EquivalentTo(types));
            Assert.That(_samples.Select(sample => sample.GetType()), Is.EquivalentTo(types));
        }
    }

    [Test]
    public void Names_and_values_are_written_as_the_ledger_s_format_says() => Assert.That(
        JsonSerializer.Serialize(_samples[4], RackEventJson.Default.RackEvent),
        Is.EqualTo(
            """{"event":"transfer.finished","transport":"tftp","file":"ipxe.efi","octets":3,"duration":1.25,"outcome":"aborted_by_client","role":"loader","resent":7,"detail":"disk full","profile":"debian","at":"2026-11-20T12:00:57.120Z"}"""));

    [Test]
    public void An_architecture_without_a_name_survives_as_a_number()
    {
        RackEvent odd = (Dhcp4Answered)_samples[0] with { Architecture = (ClientArchitecture)0x7777 };

        string json = JsonSerializer.Serialize(odd, RackEventJson.Default.RackEvent);

        Assert.That(JsonSerializer.Deserialize(json, RackEventJson.Default.RackEvent), Is.EqualTo(odd));
    }

    [TestCase("""{"event":"lease.ended","cause":"expired","at":"yesterday"}""")]
    [TestCase("""{"event":"lease.ended","cause":"expired","at":"2026-11-20T12:00:57Z","mac":"nobody"}""")]
    [TestCase("""{"event":"lease.ended","cause":"expired","at":"2026-11-20T12:00:57Z","mac":7}""")]
    [TestCase("""{"event":"never.heard","at":"2026-11-20T12:00:57Z"}""")]
    [TestCase("""{"event":"lease.ended","cause":"expi""")]
    public void A_damaged_line_is_an_error_of_the_format(string json) =>
        Assert.That(() => JsonSerializer.Deserialize(json, RackEventJson.Default.RackEvent), Throws.InstanceOf<JsonException>());
}
