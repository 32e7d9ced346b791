using Rackd.Domain.Events;
using Rackd.Services.Ledger;

namespace Rackd.Services.Tests.Ledger;

public sealed class EventHubTests
{
    [Test]
    public void Every_reader_gets_every_event_in_order()
    {
        EventHub hub = new();
        using EventSubscription first = hub.Subscribe("first", 8);
        using EventSubscription second = hub.Subscribe("second", 8);

        Publish(hub, 3);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Drain(first), Is.EqualTo([0, 1, 2]));
            Assert.That(Drain(second), Is.EqualTo([0, 1, 2]));
            Assert.That(hub.Published, Is.EqualTo(3));
        }
    }

    [Test]
    public void A_slow_reader_loses_and_counts_and_harms_nobody()
    {
        EventHub hub = new();
        using EventSubscription slow = hub.Subscribe("slow", 2);
        using EventSubscription quick = hub.Subscribe("quick", 8);

        Publish(hub, 5);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Drain(slow), Is.EqualTo([0, 1]));
            Assert.That(slow.Dropped, Is.EqualTo(3));
            Assert.That(Drain(quick), Has.Length.EqualTo(5));
            Assert.That(quick.Dropped, Is.Zero);
        }
    }

    [Test]
    public void A_reader_that_left_gets_nothing_more_and_its_stream_ends()
    {
        EventHub hub = new();
        EventSubscription reader = hub.Subscribe("reader", 8);

        reader.Dispose();
        Publish(hub, 1);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Drain(reader), Is.Empty);
            Assert.That(reader.Reader.Completion.IsCompleted, Is.True);
            Assert.That(hub.Subscriptions, Is.Empty);
        }
    }

    private static void Publish(EventHub hub, int count)
    {
        for (int index = 0; index < count; index++)
        {
            hub.Publish(new ConfigReloaded
            {
                At = DateTimeOffset.UnixEpoch,
                Generation = index,
                Accepted = true,
                Summary = "x",
            });
        }
    }

    private static int[] Drain(EventSubscription subscription)
    {
        List<int> generations = [];
        while (subscription.Reader.TryRead(out RackEvent? happened))
        {
            generations.Add(((ConfigReloaded)happened).Generation);
        }

        return [.. generations];
    }
}
