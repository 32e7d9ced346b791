using Rackd.Domain.Boot;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Boot;

internal sealed class ClientHistoryTests
{
    private static readonly MacAddress _mac = MacAddress.Parse("52:54:00:12:34:56");
    private static readonly DateTimeOffset _start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly PxeClient _client = new(PxeClientKind.PxeRom, ClientArchitecture.Bios, "PXEClient", null);

    [Test]
    public void What_a_machine_said_last_is_known()
    {
        ClientHistory history = new();
        history.Saw(_mac, _client with { Architecture = ClientArchitecture.UefiX64 });
        history.Saw(_mac, _client);
        Assert.That((history.ClientOf(_mac), history.ClientOf(default)), Is.EqualTo((_client, (PxeClient?)null)));
    }

    [TestCase(0, ExpectedResult = true)]
    [TestCase(59, ExpectedResult = true)]
    [TestCase(60, ExpectedResult = false)]
    public bool A_loader_is_taken_for_the_given_one_for_a_minute(int seconds)
    {
        ClientHistory history = new();
        history.FetchedLoader(_mac, _start);
        history.Saw(_mac, _client);
        return history.RunsGivenLoader(_mac, _start.AddSeconds(seconds));
    }

    [Test]
    public void A_machine_that_fetched_nothing_runs_its_rom() =>
        Assert.That(new ClientHistory().RunsGivenLoader(_mac, _start), Is.False);

    [Test]
    public void Of_too_many_machines_the_eldest_are_forgotten_and_those_heard_of_since_are_kept()
    {
        ClientHistory history = new();
        MacAddress eldest = new(1);
        history.Saw(eldest, _client);
        history.Saw(_mac, _client);
        for (ulong round = 1; round <= 2; round++)
        {
            for (ulong index = 0; index < ClientHistory.Capacity; index++)
            {
                history.Saw(new MacAddress((round << 32) | index), _client);
            }

            history.Saw(_mac, _client);
        }

        Assert.That((history.ClientOf(_mac), history.ClientOf(eldest)), Is.EqualTo((_client, (PxeClient?)null)));
    }
}
