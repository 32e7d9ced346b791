using Rackd.Domain.Configuration;
using Rackd.Domain.Events;
using Rackd.Services.Ledger;
using Rackd.Testing;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Tests.Ledger;

public sealed class LedgerTests : IDisposable
{
    private static readonly MacAddress _mac = MacAddress.Parse("52:54:00:12:34:56");
    private static readonly MacAddress _other = MacAddress.Parse("52:54:00:12:34:57");

    private readonly TemporaryDirectory _temporary = new();
    private readonly ManualTime _time = new();
    private readonly LogCapture _log = new();

    public void Dispose()
    {
        _log.Dispose();
        _temporary.Dispose();
    }

    [Test]
    public void What_was_written_is_read_back_by_address_newest_last()
    {
        using LedgerJournal journal = Journal();
        Write(journal, Enumerable.Range(0, 10).Select(index => Happened(index % 2 == 0 ? _mac : _other, index)));

        LedgerReader reader = new(journal.Directory);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Numbers(reader.OfMac(_mac, 100)), Is.EqualTo([0, 2, 4, 6, 8]));
            Assert.That(Numbers(reader.OfMac(_mac, 2)), Is.EqualTo([6, 8]));
            Assert.That(Numbers(reader.OfMachine("R1U07", 2)), Is.EqualTo([8, 9]));
            Assert.That(journal.Written, Is.EqualTo(10));
        }
    }

    [Test]
    public void Full_files_are_followed_by_new_ones_and_the_oldest_leave()
    {
        using LedgerJournal journal = Journal(mostOctets: 400, mostFiles: 3);
        for (int index = 0; index < 40; index++)
        {
            Write(journal, [Happened(_mac, index)]);
        }

        int[] numbers = Numbers(new LedgerReader(journal.Directory).OfMac(_mac, 100));
        FileInfo[] files = new DirectoryInfo(journal.Directory).GetFiles();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(files, Has.Length.EqualTo(3));
            Assert.That(files.Select(file => file.Length), Is.All.LessThan(800));
            Assert.That(numbers[^1], Is.EqualTo(39));
            Assert.That(numbers, Is.EqualTo(Enumerable.Range(numbers[0], 40 - numbers[0])));
        }
    }

    [Test]
    public void A_torn_last_line_is_passed_over_and_the_next_line_is_whole()
    {
        using (LedgerJournal before = Journal())
        {
            Write(before, [Happened(_mac, 1), Happened(_mac, 2)]);
        }

        string file = Directory.GetFiles(_temporary.Of("ledger")).Single();
        using (FileStream stream = File.OpenWrite(file))
        {
            stream.SetLength(stream.Length - 20);
        }

        using LedgerJournal after = Journal();
        Write(after, [Happened(_mac, 3)]);

        Assert.That(Numbers(new LedgerReader(after.Directory).OfMac(_mac, 100)), Is.EqualTo([1, 3]));
    }

    [Test]
    public void A_disk_that_refuses_is_named_once_and_writing_goes_on_when_it_takes_again()
    {
        File.WriteAllText(_temporary.Of("ledger"), "a file where the directory should be");
        using LedgerJournal journal = Journal();

        Write(journal, [Happened(_mac, 1)]);
        Write(journal, [Happened(_mac, 2)]);
        string? problem = journal.Problem;
        File.Delete(_temporary.Of("ledger"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Write(journal, [Happened(_mac, 3)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem, Does.Contain(_temporary.Of("ledger")));
            Assert.That(journal.Problem, Is.Null);
            Assert.That(journal.Lost, Is.EqualTo(2));
            Assert.That(Numbers(new LedgerReader(journal.Directory).OfMac(_mac, 9)), Is.EqualTo([3]));
            Assert.That(_log.Lines.Select(line => line.Id), Is.EqualTo([940, 941]));
            Assert.That(_log.Lines[1].Message, Does.Contain("2 events"));
        }
    }

    [Test]
    public void A_ledger_that_was_deleted_while_running_is_begun_anew()
    {
        using LedgerJournal journal = Journal();
        Write(journal, [Happened(_mac, 1)]);
        Directory.Delete(journal.Directory, recursive: true);

        Write(journal, [Happened(_mac, 2)]);

        Assert.That(Numbers(new LedgerReader(journal.Directory).OfMac(_mac, 9)), Is.EqualTo([2]));
    }

    [Test]
    public void The_tail_is_the_newest_whole_lines_over_several_files()
    {
        using LedgerJournal journal = Journal(mostOctets: 400);
        for (int index = 0; index < 20; index++)
        {
            Write(journal, [Happened(_mac, index)]);
        }

        int[] tail = Numbers(new LedgerReader(journal.Directory).Tail(1000));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tail[^1], Is.EqualTo(19));
            Assert.That(tail, Has.Length.InRange(4, 12));
            Assert.That(tail, Is.EqualTo(Enumerable.Range(tail[0], 20 - tail[0])));
        }
    }

    [Test]
    public void Memory_is_bounded_and_the_address_silent_longest_leaves_first()
    {
        RecentEvents recent = new(mostMacs: 2, mostPerMac: 3, mostOverall: 4);
        MacAddress third = MacAddress.Parse("52:54:00:12:34:58");
        recent.Add(Happened(_mac, 0));
        recent.Add(Happened(_other, 1));
        for (int index = 2; index < 6; index++)
        {
            recent.Add(Happened(_mac, index));
        }

        recent.Add(Happened(third, 6));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Numbers(recent.OfMac(_mac)), Is.EqualTo([3, 4, 5]));
            Assert.That(recent.OfMac(_other), Is.Empty);
            Assert.That(Numbers(recent.Newest(100)), Is.EqualTo([3, 4, 5, 6]));
            Assert.That(Numbers(recent.Newest(1)), Is.EqualTo([6]));
            Assert.That(recent.MacsOf("R1u07"), Is.EqualTo([third, _mac]));
        }
    }

    [Test, CancelAfter(10_000)]
    public async Task The_service_remembers_over_a_restart(CancellationToken cancellationToken)
    {
        await RunServiceAsync([Happened(_mac, 1), Happened(_mac, 2)], new RecentEvents(), cancellationToken);
        RecentEvents recent = new();

        await RunServiceAsync([Happened(_mac, 3)], recent, cancellationToken);

        Assert.That(Numbers(recent.OfMac(_mac)), Is.EqualTo([1, 2, 3]));
    }

    [Test]
    public void A_machine_is_found_by_any_form_of_its_address_by_its_name_and_on_disk()
    {
        using LedgerJournal journal = Journal();
        Write(journal, [Happened(_other, 7)]);
        RecentEvents recent = new();
        recent.Add(Happened(_mac, 1) with { Machine = null });
        MachineConfig machine = new() { Name = "r1u08", Nics = [new NicConfig(_mac, null, null)] };
        ConfigStore config = new(new ConfigSnapshot(new RackdConfig { Machines = [machine] }, 1));
        EventHistory history = new(config, recent, new LedgerReader(journal.Directory));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(history.Find("5254.0012.3456")?.Machine, Is.EqualTo("r1u08"));
            Assert.That(Numbers(history.Find("R1U08")!.Events), Is.EqualTo([1]));
            Assert.That(Numbers(history.Find("52-54-00-12-34-57")!.Events), Is.EqualTo([7]));
            Assert.That(Numbers(history.Find("r1u07")!.Events), Is.EqualTo([7]));
            Assert.That(history.Find("r1u09"), Is.Null);
            Assert.That(history.Find("02:00:00:00:00:01"), Is.Null);
        }
    }

    private static TransferStarted Happened(MacAddress mac, int number) => new()
    {
        At = DateTimeOffset.UnixEpoch.AddSeconds(number),
        Mac = mac,
        Machine = "r1u07",
        Transport = BootTransport.Tftp,
        File = "ipxe.efi",
        Length = number,
    };

    private static int[] Numbers(IEnumerable<RackEvent> events) =>
        [.. events.Cast<TransferStarted>().Select(happened => (int)happened.Length)];

    private static void Write(LedgerJournal journal, IEnumerable<RackEvent> events)
    {
        foreach (RackEvent happened in events)
        {
            journal.Add(happened);
        }

        journal.Flush();
    }

    private LedgerJournal Journal(long mostOctets = 1_000_000, int mostFiles = 16) =>
        new(_temporary.Of("ledger"), _time, _log.For<LedgerJournal>(), mostOctets, mostFiles);

    private async Task RunServiceAsync(
        IEnumerable<RackEvent> events, RecentEvents recent, CancellationToken cancellationToken)
    {
        EventHub hub = new();
        EventSubscription subscription = hub.Subscribe("ledger", 100);
        using LedgerJournal journal = Journal();
        await using LedgerService service = new(subscription, recent, journal, new LedgerReader(journal.Directory));
        await service.BindAsync(cancellationToken);
        foreach (RackEvent happened in events)
        {
            hub.Publish(happened);
        }

        subscription.Dispose(); // ends the stream, and with it the run
        await service.RunAsync(cancellationToken);
    }
}
