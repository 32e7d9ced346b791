using System.Text;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Dhcp4;
using Rackd.Services.Storage;
using Rackd.Testing;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Tests.Storage;

[CancelAfter(20_000)]
public sealed class LeaseJournalTests : IDisposable
{
    private static readonly DateTimeOffset _start = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    private readonly string _state = Directory.CreateTempSubdirectory("rackd-journal-").FullName;
    private readonly LogCapture _log = new();

    private string JournalPath => Path.Combine(_state, "leases", "dhcp4.journal");

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_state, recursive: true);
    }

    [Test]
    public async Task What_was_committed_is_there_after_a_restart(CancellationToken cancellationToken)
    {
        Lease renewed = Make(1) with { Expiry = _start.AddHours(5) };
        await using (LeaseJournal journal = await OpenAsync(cancellationToken))
        {
            IReadOnlyList<CommitOutcome> outcomes = await journal.CommitAsync([Make(1), Make(2)], cancellationToken);
            await journal.CommitAsync([renewed], cancellationToken);
            Assert.That(outcomes, Is.EqualTo((CommitOutcome[])[CommitOutcome.Accepted, CommitOutcome.Accepted]));
        }

        Assert.That(await ReadAsync(cancellationToken), Is.EquivalentTo(new[] { renewed, Make(2) }));
    }

    [Test]
    public async Task It_is_on_disk_when_the_commit_returns(CancellationToken cancellationToken)
    {
        await using LeaseJournal journal = await OpenAsync(cancellationToken);
        await journal.CommitAsync([Make(1)], cancellationToken);
        string text = await File.ReadAllTextAsync(JournalPath, cancellationToken);
        Assert.That(text, Is.EqualTo($"{LeaseLine.Header}\n{LeaseLine.Format(Make(1))}\n"));
    }

    [Test]
    public async Task Every_prefix_of_a_journal_is_read_up_to_its_last_whole_line(CancellationToken cancellationToken)
    {
        Lease[] leases = [Make(1), Make(2)];
        byte[] whole = Encoding.UTF8.GetBytes(
            LeaseLine.Header + "\n" + string.Concat(leases.Select(lease => LeaseLine.Format(lease) + "\n")));
        Directory.CreateDirectory(Path.GetDirectoryName(JournalPath)!);
        for (int length = 0; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(JournalPath, whole[..length], cancellationToken);
            int lines = Math.Max(0, whole.AsSpan(0, length).Count((byte)'\n') - 1);
            Assert.That(await ReadAsync(cancellationToken), Is.EquivalentTo(leases[..lines]), $"{length} octets");
        }
    }

    [Test]
    public async Task A_torn_line_is_cut_and_told(CancellationToken cancellationToken)
    {
        await WriteAsync(cancellationToken, LeaseLine.Header, LeaseLine.Format(Make(1)), LeaseLine.Format(Make(2))[..40]);
        await using (LeaseJournal journal = await OpenAsync(cancellationToken))
        {
            await journal.CommitAsync([Make(3)], cancellationToken);
        }

        IReadOnlyList<Lease> leases = await ReadAsync(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(leases, Is.EquivalentTo(new[] { Make(1), Make(3) }));
            Assert.That(Told(151), Is.EqualTo((string[])[$"{JournalPath} ends in a torn line 3, as after a crash; it was never acknowledged and is cut"]));
        }
    }

    [Test]
    public async Task A_damaged_line_is_left_out_and_told_and_the_rest_is_read(CancellationToken cancellationToken)
    {
        string damaged = LeaseLine.Format(Make(2)).Replace("leased", "lEased", StringComparison.Ordinal);
        await WriteAsync(cancellationToken, LeaseLine.Header, LeaseLine.Format(Make(1)), damaged, LeaseLine.Format(Make(3)), "");
        IReadOnlyList<Lease> leases = await ReadAsync(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(leases, Is.EquivalentTo(new[] { Make(1), Make(3) }));
            Assert.That(Told(150), Is.EqualTo((string[])[$"{JournalPath} line 3 is damaged and left out"]));
        }
    }

    [TestCase("rackd-leases 2\n")]
    [TestCase("lease 10.1.0.1 {\n}\n")]
    [TestCase("rackd-leases 1x")]
    public async Task Another_format_is_refused_with_a_sentence_and_left_alone(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(JournalPath)!);
        await File.WriteAllTextAsync(JournalPath, text);
        await using LeaseJournal journal = New();
        using (Assert.EnterMultipleScope())
        {
            await Assert.ThatAsync(
                () => journal.LoadAsync(CancellationToken.None),
                Throws.InstanceOf<InvalidDataException>().With.Message.Contains("written by a newer rackd, or is no lease journal"));
            Assert.That(await File.ReadAllTextAsync(JournalPath), Is.EqualTo(text));
        }
    }

    [Test]
    public async Task Compacting_keeps_every_lease_and_goes_on(CancellationToken cancellationToken)
    {
        Lease[] last = [.. Enumerable.Range(0, 8).Select(index => Make(index) with { Expiry = _start.AddDays(1) })];
        await using (LeaseJournal journal = await OpenAsync(cancellationToken))
        {
            for (int round = 0; round < 600; round++)
            {
                await journal.CommitAsync([.. Enumerable.Range(0, 8).Select(Make)], cancellationToken);
            }

            await journal.CommitAsync(last, cancellationToken);
            Assert.That(await File.ReadAllLinesAsync(JournalPath, cancellationToken), Has.Length.LessThan(1000));
        }

        Assert.That(await ReadAsync(cancellationToken), Is.EquivalentTo(last));
    }

    [Test]
    public async Task A_journal_that_cannot_be_compacted_grows_on_and_says_so(CancellationToken cancellationToken)
    {
        await using (LeaseJournal journal = await OpenAsync(cancellationToken))
        {
            Directory.CreateDirectory(JournalPath + ".new"); // in the way of the new file
            for (int round = 0; round < 10; round++)
            {
                await journal.CommitAsync([.. Enumerable.Repeat(Make(1), 500)], cancellationToken);
            }

            await journal.CommitAsync([Make(2)], cancellationToken);
        }

        Directory.Delete(JournalPath + ".new");
        IReadOnlyList<Lease> leases = await ReadAsync(cancellationToken);
        Assert.That((leases.Count, Told(152).Length), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task A_full_disk_fails_the_commit_and_leaves_no_trace_of_it(CancellationToken cancellationToken)
    {
        await using (LeaseJournal journal = await OpenAsync(cancellationToken))
        {
            await journal.CommitAsync([Make(1)], cancellationToken);
            using (FullDisk.Of(JournalPath))
            {
                await Assert.ThatAsync(() => journal.CommitAsync([Make(2)], cancellationToken), Throws.InstanceOf<IOException>());
            }

            // What a failed sync may leave behind: the whole batch, although nobody was told of it.
            await File.AppendAllTextAsync(JournalPath, LeaseLine.Format(Make(2)) + "\n" + LeaseLine.Format(Make(4)) + "\n", cancellationToken);
            await journal.CommitAsync([Make(3)], cancellationToken);
        }

        Assert.That(await ReadAsync(cancellationToken), Is.EquivalentTo(new[] { Make(1), Make(3) }));
    }

    [Test]
    public async Task A_journal_that_is_not_loaded_takes_nothing(CancellationToken cancellationToken)
    {
        await using LeaseJournal journal = New();
        await Assert.ThatAsync(() => journal.CommitAsync([Make(1)], cancellationToken), Throws.InvalidOperationException);
    }

    private static Lease Make(int index) => new(
        new Ipv4Address(0x0A01_0000 + (uint)index),
        new MacAddress(0x0200_0000_0000 + (ulong)index),
        LeaseState.Leased,
        _start,
        _start.AddMinutes(index),
        index % 2 == 0 ? null : "node7");

    private LeaseJournal New() => new(_state, _log.For<LeaseJournal>());

    private async Task<LeaseJournal> OpenAsync(CancellationToken cancellationToken)
    {
        LeaseJournal journal = New();
        await journal.LoadAsync(cancellationToken);
        return journal;
    }

    private async Task<IReadOnlyList<Lease>> ReadAsync(CancellationToken cancellationToken)
    {
        await using LeaseJournal journal = New();
        return await journal.LoadAsync(cancellationToken);
    }

    private async Task WriteAsync(CancellationToken cancellationToken, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(JournalPath)!);
        await File.WriteAllTextAsync(JournalPath, string.Join('\n', lines), cancellationToken);
    }

    private string[] Told(int id) =>
        [.. _log.Lines.Where(line => line.Id == id && line.Level >= LogLevel.Warning).Select(line => line.Message)];
}
