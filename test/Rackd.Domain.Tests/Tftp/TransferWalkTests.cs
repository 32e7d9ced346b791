using Rackd.Domain.Events;
using Rackd.Domain.Tftp;
using Rackd.Testing;

namespace Rackd.Domain.Tests.Tftp;

public sealed class TransferWalkTests
{
    private const int Walks = 60;

    [Test]
    public void Every_transfer_over_a_bad_link_ends_with_the_right_octets([Range(1, 20)] int seed)
    {
        SeededRandom random = new(seed);
        for (int walk = 0; walk < Walks; walk++)
        {
            LinkFaults faults = new(
                random.Next(0, 20) / 100.0, random.Next(0, 20) / 100.0, random.Next(0, 20) / 100.0, random.Next(1, 30));
            TransferWalk run = Walk(random, faults);
            string described = $"seed {seed}, walk {walk}, {faults}";
            Assert.That(run.Run(), Is.EqualTo(TransferOutcome.Completed), described);
            Assert.That(run.Receiver.IsComplete, Is.True, described);
            Assert.That(run.Receiver.Received, Is.EqualTo(run.File), described);
        }
    }

    [Test]
    public void Every_transfer_to_a_client_that_dies_ends_and_gave_it_a_right_beginning([Range(1, 10)] int seed)
    {
        SeededRandom random = new(-seed);
        for (int walk = 0; walk < Walks; walk++)
        {
            LinkFaults faults = new(random.Next(0, 50) / 100.0, 0.1, 0.1, random.Next(1, 10));
            TransferWalk run = Walk(random, faults, dies: TimeSpan.FromMilliseconds(random.Next(0, 300)));
            string described = $"seed {seed}, walk {walk}";
            Assert.That(run.Run(), Is.AnyOf(TransferOutcome.Completed, TransferOutcome.TimedOut), described);
            Assert.That(run.Receiver.Received, Is.EqualTo(run.File.Take(run.Receiver.Received.Count)), described);
        }
    }

    [Test]
    public void Over_a_good_link_nothing_is_sent_twice([Values(1, 2, 4, 16, 64)] int window)
    {
        byte[] file = new SeededRandom(1).Octets(100_000);
        TransferWalk run = new(new SeededRandom(window), new LinkFaults(), TransferWalk.Options(512, window, true), file);
        run.Run();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.BlocksSent, Is.EqualTo(196));
            Assert.That(run.Transfer.Resent, Is.Zero);
            Assert.That(run.Receiver.Received, Is.EqualTo(file));
        }
    }

    [Test]
    public void Row_18_copies_of_every_packet_do_not_double_the_blocks([Values(1, 4, 16, 64)] int window)
    {
        byte[] file = new SeededRandom(1).Octets(100_000);
        TransferWalk run = new(
            new SeededRandom(window), new LinkFaults(Copies: 1), TransferWalk.Options(512, window, true), file);
        run.Run();
        Assert.That(run.BlocksSent, Is.EqualTo(196));
    }

    [Test]
    public void Half_a_percent_of_loss_costs_little_with_a_window_of_16()
    {
        byte[] file = new SeededRandom(1).Octets(1_428_000);
        TransferWalk run = new(
            new SeededRandom(5), new LinkFaults(Loss: 0.005, DelayMilliseconds: 1), TransferWalk.Options(1428, 16, true), file);
        run.Run();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Transfer.Outcome, Is.EqualTo(TransferOutcome.Completed));
            Assert.That(run.Duration.TotalSeconds, Is.LessThan(1.0));
            Assert.That(run.BlocksSent, Is.LessThan(1150));
        }
    }

    private static TransferWalk Walk(SeededRandom random, LinkFaults faults, TimeSpan? dies = null)
    {
        int blockSize = random.Next(8, 600);
        int window = random.Chance(0.3) ? 1 : random.Next(1, 65);
        bool asked = window > 1 || random.Chance(0.5);
        byte[] file = random.Octets(random.Next(0, 40 * blockSize));
        TransferOptions options = TransferWalk.Options(blockSize, window, asked);
        return dies is { } at
            ? new TransferWalk(random, faults, options, file) { ReceiverDies = at }
            : new TransferWalk(random, faults, options, file);
    }
}
