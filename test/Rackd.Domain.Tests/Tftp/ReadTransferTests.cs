using Rackd.Domain.Events;
using Rackd.Domain.Tftp;
using Rackd.Wire.Tftp;

namespace Rackd.Domain.Tests.Tftp;

public sealed class ReadTransferTests
{
    private static readonly TransferStep _wait = TransferStep.Wait;

    private TimeSpan _now = TimeSpan.FromSeconds(100);

    [Test]
    public void Row_1_without_options_block_1_comes_first() =>
        Assert.That(Plain(10).Start(_now), Is.EqualTo(TransferStep.Send(1, 1)));

    [Test]
    public void Row_3_with_options_the_OACK_comes_first_and_ACK_0_brings_the_first_window()
    {
        ReadTransfer transfer = Windowed(8, 100);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(transfer.Start(_now), Is.EqualTo(TransferStep.SendOptions));
            Assert.That(transfer.HasStarted, Is.False);
            Assert.That(Acknowledge(transfer, 0), Is.EqualTo(TransferStep.Send(1, 8)));
            Assert.That(transfer.HasStarted, Is.True);
        }
    }

    [Test]
    public void Row_11_a_window_goes_out_before_an_ACK_and_the_last_one_is_shorter()
    {
        ReadTransfer transfer = Started(4, 10);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Acknowledge(transfer, 4), Is.EqualTo(TransferStep.Send(5, 8)));
            Assert.That(Acknowledge(transfer, 8), Is.EqualTo(TransferStep.Send(9, 10)));
            Assert.That(Acknowledge(transfer, 10), Is.EqualTo(TransferStep.Finish));
            Assert.That(transfer.Outcome, Is.EqualTo(TransferOutcome.Completed));
            Assert.That(transfer.Resent, Is.Zero);
        }
    }

    [Test]
    public void Row_12_an_ACK_inside_the_window_continues_from_there()
    {
        ReadTransfer transfer = Started(8, 100);
        Assert.That(Acknowledge(transfer, 3), Is.EqualTo(TransferStep.Send(4, 11)));
    }

    [Test]
    public void Row_12_a_lost_first_block_of_a_window_is_sent_again_at_once()
    {
        ReadTransfer transfer = Started(8, 100);
        Acknowledge(transfer, 8);
        Assert.That(Acknowledge(transfer, 8), Is.EqualTo(TransferStep.Send(9, 16)));
    }

    [Test]
    public void Row_13_several_reports_of_one_hole_are_answered_once()
    {
        ReadTransfer transfer = Started(8, 100);
        Acknowledge(transfer, 3);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Acknowledge(transfer, 3), Is.EqualTo(_wait));
            Assert.That(Acknowledge(transfer, 3), Is.EqualTo(_wait));
            Assert.That(transfer.Resent, Is.EqualTo(5));
        }
    }

    [Test]
    public void Row_15_a_file_without_octets_is_one_empty_block() =>
        Assert.That(ReadTransfer.BlockCount(0, 512), Is.EqualTo(1));

    [Test]
    public void Row_15_an_exact_multiple_ends_with_an_empty_block() =>
        Assert.That((ReadTransfer.BlockCount(1024, 512), ReadTransfer.BlockCount(1023, 512)), Is.EqualTo((3, 2)));

    [Test]
    public void Row_17_a_file_of_64_MB_at_512_goes_on_after_block_65535([Values(0, 1)] int rollover, [Values(1, 64)] int window)
    {
        const long Blocks = 140_000;
        ReadTransfer transfer = new(Options(window) with { Rollover = (ushort)rollover }, Blocks);
        transfer.Start(_now);
        TransferStep step = Acknowledge(transfer, 0);
        long expected = 1;
        while (step.Action == TransferAction.SendBlocks)
        {
            Assert.That(step.FirstBlock, Is.EqualTo(expected));
            expected = step.LastBlock + 1;
            step = Acknowledge(transfer, transfer.ToWire(step.LastBlock));
        }

        Assert.That((transfer.Outcome, expected), Is.EqualTo(((TransferOutcome?)TransferOutcome.Completed, Blocks + 1)));
    }

    [Test]
    public void Row_18_a_repeated_ACK_in_lockstep_is_never_answered()
    {
        ReadTransfer transfer = Started(1, 300);
        for (ushort block = 1; block < 196; block++)
        {
            Assert.That(Acknowledge(transfer, block), Is.EqualTo(TransferStep.Send(block + 1, block + 1)));
            Assert.That(Acknowledge(transfer, block), Is.EqualTo(_wait));
            Assert.That(Acknowledge(transfer, (ushort)(block - 1)), Is.EqualTo(_wait));
        }
    }

    [Test]
    public void Row_18_a_copy_of_an_ACK_right_behind_it_is_not_answered_in_a_window()
    {
        ReadTransfer transfer = Started(8, 100);
        Acknowledge(transfer, 8);
        Assert.That(transfer.Acknowledge(8, _now), Is.EqualTo(_wait));
    }

    [Test]
    public void Row_18_the_second_ACK_of_a_window_that_was_sent_twice_is_not_answered()
    {
        ReadTransfer transfer = Started(8, 100);
        Expire(transfer);
        Assert.That(Acknowledge(transfer, 8), Is.EqualTo(TransferStep.Send(9, 16)));
        Assert.That(Acknowledge(transfer, 8), Is.EqualTo(_wait));
    }

    [Test]
    public void Row_19_an_ACK_for_a_block_not_sent_is_ignored()
    {
        ReadTransfer transfer = Started(4, 100);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Acknowledge(transfer, 5), Is.EqualTo(_wait));
            Assert.That(Acknowledge(transfer, 60_000), Is.EqualTo(_wait));
            Assert.That(transfer.AcknowledgedBlocks, Is.Zero);
        }
    }

    [TestCase(TftpErrorCode.NotDefined, TransferOutcome.SizeProbed)]
    [TestCase(TftpErrorCode.OptionsRefused, TransferOutcome.SizeProbed)]
    [TestCase(TftpErrorCode.DiskFull, TransferOutcome.AbortedByClient)]
    public void Row_21_an_ERROR_after_the_OACK_may_end_a_size_probe(TftpErrorCode code, TransferOutcome outcome)
    {
        ReadTransfer transfer = Windowed(4, 100);
        transfer.Start(_now);
        Assert.That((transfer.Abort(code), transfer.Outcome), Is.EqualTo((TransferStep.Finish, (TransferOutcome?)outcome)));
    }

    [Test]
    public void Row_21_an_ERROR_within_the_data_is_an_abort()
    {
        ReadTransfer transfer = Started(4, 100);
        Acknowledge(transfer, 4);
        transfer.Abort(TftpErrorCode.OptionsRefused);
        Assert.That(transfer.Outcome, Is.EqualTo(TransferOutcome.AbortedByClient));
    }

    [Test]
    public void Row_22_a_repeated_request_gets_the_first_packet_again()
    {
        ReadTransfer plain = Plain(10);
        plain.Start(_now);
        ReadTransfer windowed = Windowed(4, 10);
        windowed.Start(_now);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plain.RepeatRequest(_now), Is.EqualTo(TransferStep.Send(1, 1)));
            Assert.That(windowed.RepeatRequest(_now), Is.EqualTo(TransferStep.SendOptions));
            Acknowledge(windowed, 0);
            Assert.That(windowed.RepeatRequest(_now), Is.EqualTo(_wait));
        }
    }

    [Test]
    public void Row_23_a_silent_client_is_asked_six_times_at_least_and_given_up_after_30_seconds()
    {
        ReadTransfer transfer = Started(4, 100);
        TimeSpan start = _now;
        int sent = 0;
        while (Expire(transfer).Action == TransferAction.SendBlocks)
        {
            sent++;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(transfer.Outcome, Is.EqualTo(TransferOutcome.TimedOut));
            Assert.That(sent, Is.InRange(6, 20));
            Assert.That((_now - start).TotalSeconds, Is.InRange(30, 36));
        }
    }

    [Test]
    public void Row_23_before_the_deadline_nothing_is_sent_again()
    {
        ReadTransfer transfer = Started(4, 100);
        Assert.That(transfer.Expire(transfer.Deadline - TimeSpan.FromTicks(1)), Is.EqualTo(_wait));
    }

    [Test]
    public void Row_23_a_resent_window_gives_no_measurement_and_keeps_the_longer_wait()
    {
        ReadTransfer transfer = Started(1, 100);
        Expire(transfer);
        Expire(transfer);
        Acknowledge(transfer, 1);
        Assert.That(transfer.Deadline - _now, Is.EqualTo(4 * RetransmissionTimer.Floor));
        Acknowledge(transfer, 2);
        Assert.That(transfer.Deadline - _now, Is.EqualTo(RetransmissionTimer.Floor));
    }

    [Test]
    public void Row_24_a_client_that_never_acknowledges_the_last_block_has_the_file()
    {
        ReadTransfer transfer = Started(1, 2);
        Acknowledge(transfer, 1);
        int sent = 0;
        while (Expire(transfer).Action == TransferAction.SendBlocks)
        {
            sent++;
        }

        Assert.That((sent, transfer.Outcome), Is.EqualTo((6, (TransferOutcome?)TransferOutcome.Completed)));
    }

    [Test]
    public void A_client_that_was_never_heard_has_timed_out_also_with_one_block()
    {
        ReadTransfer transfer = Plain(1);
        transfer.Start(_now);
        while (Expire(transfer).Action == TransferAction.SendBlocks)
        {
        }

        Assert.That(transfer.Outcome, Is.EqualTo(TransferOutcome.TimedOut));
    }

    [Test]
    public void Two_lossy_windows_halve_it_and_a_block_behind_a_gap_provokes_the_ACK()
    {
        ReadTransfer transfer = Started(16, 1000);
        Acknowledge(transfer, 3);
        Assert.That(Acknowledge(transfer, 7), Is.EqualTo(TransferStep.Send(8, 15, 17)));
        Assert.That(Acknowledge(transfer, 15), Is.EqualTo(TransferStep.Send(16, 23, 25)));
    }

    [Test]
    public void A_file_that_ends_early_is_complete_with_its_last_block()
    {
        ReadTransfer transfer = new(TransferOptions.Default, lastBlock: null);
        transfer.Start(_now);
        Acknowledge(transfer, 1);
        transfer.EndsAt(2);
        Acknowledge(transfer, 2);
        Assert.That(transfer.Outcome, Is.EqualTo(TransferOutcome.Completed));
    }

    [Test]
    public void A_client_that_asks_for_another_file_from_its_last_block_has_this_one()
    {
        ReadTransfer transfer = Started(1, 2);
        Acknowledge(transfer, 1);
        transfer.Supersede();
        Assert.That(transfer.Outcome, Is.EqualTo(TransferOutcome.Completed));
    }

    private static TransferOptions Options(int window) => new()
    {
        WindowSize = window,
        Agreed = new TftpOptions(new TftpOption("windowsize", "1")),
    };

    private static ReadTransfer Plain(long blocks) => new(TransferOptions.Default, blocks);

    private static ReadTransfer Windowed(int window, long blocks) => new(Options(window), blocks);

    private ReadTransfer Started(int window, long blocks)
    {
        ReadTransfer transfer = Windowed(window, blocks);
        transfer.Start(_now);
        Acknowledge(transfer, 0);
        return transfer;
    }

    private TransferStep Acknowledge(ReadTransfer transfer, ushort block)
    {
        _now += TimeSpan.FromMilliseconds(2);
        return transfer.Acknowledge(block, _now);
    }

    private TransferStep Expire(ReadTransfer transfer)
    {
        _now = transfer.Deadline;
        return transfer.Expire(_now);
    }
}
