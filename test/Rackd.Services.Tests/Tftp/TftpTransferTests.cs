using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Events;
using Rackd.Services.Storage;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Tftp;

namespace Rackd.Services.Tests.Tftp;

[CancelAfter(30_000)]
public sealed class TftpTransferTests
{
    private static readonly MacAddress _mac = MacAddress.Parse("52:54:00:00:00:01");

    [TestCase("", 512, 1, TestName = "Row 1: without options in blocks of 512")]
    [TestCase("blksize 1468", 1468, 1, TestName = "Row 5: in larger blocks")]
    [TestCase("blksize 8", 8, 1, TestName = "Row 5: in the smallest blocks")]
    [TestCase("tsize 0, blksize 1468, windowsize 4", 1468, 4, TestName = "Row 11: as edk2 fetches")]
    [TestCase("blksize 1024, windowsize 64", 1024, 64, TestName = "Row 11: in large windows")]
    public async Task A_file_arrives_whole(string options, int blockSize, int window, CancellationToken cancellationToken)
    {
        byte[] file = new SeededRandom(1).Octets(100_001);
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("ipxe.efi", file);
        using TftpTestClient client = tftp.Client();

        Assert.That(await client.FetchAsync("ipxe.efi", options, blockSize, window, cancellationToken), Is.EqualTo(file));
    }

    [TestCase(0)]
    [TestCase(511)]
    [TestCase(512)]
    [TestCase(1024)]
    public async Task Row_15_the_last_block_is_short_even_when_it_is_empty(int length, CancellationToken cancellationToken)
    {
        byte[] file = new SeededRandom(2).Octets(length);
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", file);
        using TftpTestClient client = tftp.Client();

        Assert.That(await client.FetchAsync("f", string.Empty, 512, 1, cancellationToken), Is.EqualTo(file));
    }

    [Test]
    public async Task Row_17_a_file_of_more_than_65535_blocks_arrives_whole(CancellationToken cancellationToken)
    {
        byte[] file = new SeededRandom(3).Octets(8 * 70_000);
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", file);
        using TftpTestClient client = tftp.Client();

        Assert.That(
            await client.FetchAsync("f", "blksize 8, windowsize 32", 8, 32, cancellationToken), Is.EqualTo(file));
    }

    [Test]
    public async Task Row_16_netascii_changes_line_ends_across_blocks([Values(8, 9, 511, 512)] int blockSize, CancellationToken cancellationToken)
    {
        string text = string.Concat(Enumerable.Repeat("line\nreturn\rboth\r\n", 100));
        string expected = text.Replace("\r", "\r\0", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", Encoding.Latin1.GetBytes(text));
        using TftpTestClient client = tftp.Client();

        byte[] received = await client.FetchAsync("f", $"blksize {blockSize}", blockSize, 1, cancellationToken, "NetASCII");
        Assert.That(Encoding.Latin1.GetString(received), Is.EqualTo(expected));
    }

    [Test]
    public async Task Row_32_over_IPv6_a_file_arrives_whole(CancellationToken cancellationToken)
    {
        byte[] file = new SeededRandom(4).Octets(50_000);
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", file);
        using TftpTestClient client = tftp.Client(IPAddress.IPv6Loopback);

        Assert.That(
            await client.FetchAsync("f", "blksize 1448, windowsize 8", 1448, 8, cancellationToken), Is.EqualTo(file));
    }

    [TestCase("::", "127.0.0.2")]
    [TestCase("0.0.0.0", "127.0.0.3")]
    [TestCase("::", "::1")]
    public async Task Row_32_the_answer_comes_from_the_address_that_was_asked(
        string listen, string asked, CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync(IPAddress.Parse(listen));
        tftp.Content.Add("f", [1, 2, 3]);
        using TftpTestClient client = tftp.Client(IPAddress.Parse(asked));
        client.Request("f");
        Arrived first = await client.ReceiveAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.From.Address, Is.EqualTo(IPAddress.Parse(asked)));
            Assert.That(first.From.Port, Is.Not.EqualTo(tftp.Port));
            Assert.That(tftp.Content.Requests.Single().Server, Is.EqualTo(IPAddress.Parse(asked)));
        }
    }

    [Test]
    public async Task Row_7_a_block_larger_than_the_configured_maximum_is_clamped(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync(new TftpConfig { MaxBlockSize = 1024 });
        tftp.Content.Add("f", new byte[5000]);
        using TftpTestClient client = tftp.Client();
        client.Request("f", "blksize 1468, multicast 1, tsize 0");

        Assert.That((await client.ReceiveAsync(cancellationToken)).Options, Is.EqualTo("blksize 1024, tsize 5000"));
    }

    [Test]
    public async Task A_whole_transfer_is_told_once_with_its_machine(CancellationToken cancellationToken)
    {
        byte[] file = new byte[10_000];
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("boot/ipxe.efi", file, BootFileRole.Loader, new BootFileOwner(_mac, "r1u01"), "debian");
        using TftpTestClient client = tftp.Client();
        await client.FetchAsync(@"\boot/ipxe.efi".Replace('/', '\\'), "blksize 1000, windowsize 4", 1000, 4, cancellationToken);
        TransferFinished finished = await tftp.Events.WaitForAsync<TransferFinished>(cancellationToken);
        TransferStarted started = tftp.Events.Of<TransferStarted>().Single();
        await tftp.StopAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((started.File, started.Length, started.Role), Is.EqualTo(("boot/ipxe.efi", 10_000L, BootFileRole.Loader)));
            Assert.That((started.Mac, started.Machine), Is.EqualTo(((MacAddress?)_mac, "r1u01")));
            Assert.That(started.Address, Is.EqualTo(Ipv4Address.Parse("127.0.0.1")));
            Assert.That((finished.Outcome, finished.Octets), Is.EqualTo((TransferOutcome.Completed, 10_000L)));
            Assert.That(finished.Detail, Is.EqualTo("blksize 1000, windowsize 4"));
            Assert.That(finished.Profile, Is.EqualTo("debian"));
            Assert.That(
                tftp.Log.Lines.Where(line => line.Level >= LogLevel.Information && line.Id >= 340).Select(line => line.Message),
                Has.One.Matches("^Sent boot/ipxe.efi to 127.0.0.1:[0-9]+ .r1u01 52:54:00:00:00:01.: 10000 octets in .*, 0 blocks again"));
            Assert.That(tftp.Meters.Sum("rackd.tftp.transfers", "completed"), Is.EqualTo(1));
            Assert.That(tftp.Meters.Sum("rackd.tftp.active"), Is.Zero);
            Assert.That(tftp.Content.OpenFiles, Is.Zero);
        }
    }

    [Test]
    public async Task Row_21_a_size_probe_is_no_failure(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", new byte[10_000]);
        using TftpTestClient client = tftp.Client();
        client.Request("f", "tsize 0, blksize 1468, windowsize 4");
        Arrived answer = await client.ReceiveAsync(cancellationToken);
        client.Abort(TftpErrorCode.OptionsRefused, answer.From);
        TransferFinished finished = await tftp.Events.WaitForAsync<TransferFinished>(cancellationToken);
        await tftp.StopAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Options, Is.EqualTo("tsize 10000, blksize 1468, windowsize 4"));
            Assert.That(finished.Outcome, Is.EqualTo(TransferOutcome.SizeProbed));
            Assert.That(tftp.Events.Of<TransferStarted>(), Is.Empty);
            Assert.That(tftp.Log.Lines.Where(line => line.Id >= 340).Select(line => line.Level), Is.All.EqualTo(LogLevel.Debug));
            Assert.That(client.HasWaiting, Is.False);
        }
    }

    [Test]
    public async Task Row_20_a_stranger_is_told_and_the_transfer_goes_on(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", new byte[600]);
        using TftpTestClient client = tftp.Client();
        using TftpTestClient stranger = tftp.Client();
        client.Request("f");
        Arrived first = await client.ReceiveAsync(cancellationToken);
        stranger.Abort(TftpErrorCode.NotDefined, first.From);
        stranger.Acknowledge(1, first.From);
        Arrived refusal = await stranger.ReceiveAsync(cancellationToken);
        client.Acknowledge(1, first.From);
        Arrived second = await client.ReceiveAsync(cancellationToken);
        client.Acknowledge(2, first.From);
        TransferFinished finished = await tftp.Events.WaitForAsync<TransferFinished>(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Error.Code, Is.EqualTo(TftpErrorCode.UnknownTransfer));
            Assert.That(stranger.HasWaiting, Is.False);
            Assert.That((second.Block, second.Octets.Length), Is.EqualTo((2, 88)));
            Assert.That(finished.Outcome, Is.EqualTo(TransferOutcome.Completed));
        }
    }

    [Test]
    public async Task Row_22_three_equal_requests_are_one_transfer_from_one_port(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", new byte[100]);
        using TftpTestClient client = tftp.Client();
        client.Request("f");
        Arrived first = await client.ReceiveAsync(cancellationToken);
        client.Request("f");
        Arrived second = await client.ReceiveAsync(cancellationToken);
        client.Request("f");
        Arrived third = await client.ReceiveAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((second.From, third.From), Is.EqualTo((first.From, first.From)));
            Assert.That(tftp.Content.Requests, Has.Count.EqualTo(1));
            Assert.That(tftp.Meters.Sum("rackd.tftp.repeated"), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task A_request_for_another_file_from_the_same_port_ends_the_first_transfer(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("a", new byte[100]).Add("b", [7]);
        using TftpTestClient client = tftp.Client();
        client.Request("a");
        await client.ReceiveAsync(cancellationToken);
        client.Request("b");
        Arrived second = await client.ReceiveAsync(cancellationToken);
        TransferFinished ended = await tftp.Events.WaitForAsync<TransferFinished>(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Octets, Is.EqualTo(new byte[] { 7 }));
            Assert.That((ended.File, ended.Outcome), Is.EqualTo(("a", TransferOutcome.AbortedByClient)));
        }
    }

    [Test]
    public async Task Row_23_a_silent_client_gets_the_block_again_and_is_given_up(CancellationToken cancellationToken)
    {
        ManualTime time = new();
        await using RunningTftp tftp = await RunningTftp.StartAsync(time: time);
        tftp.Content.Add("f", new byte[2000]);
        using TftpTestClient client = tftp.Client();
        client.Request("f");
        Arrived first = await client.ReceiveAsync(cancellationToken);
        await time.WaitForTimersAsync(1, cancellationToken);
        time.Advance(TimeSpan.FromMilliseconds(300));
        Arrived again = await client.ReceiveAsync(cancellationToken);
        time.Advance(TimeSpan.FromSeconds(60));
        TransferFinished finished = await tftp.Events.WaitForAsync<TransferFinished>(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Packet, Is.EqualTo(first.Packet));
            Assert.That(finished.Outcome, Is.EqualTo(TransferOutcome.TimedOut));
            Assert.That(finished.Duration.TotalSeconds, Is.InRange(30, 36));
            Assert.That(finished.Resent, Is.InRange(6, 20));
        }
    }

    [Test]
    public async Task Row_33_a_file_that_was_cut_short_ends_with_an_error(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.AddFailing("f", new byte[2000], failsAt: 600);
        using TftpTestClient client = tftp.Client();
        client.Request("f");
        Arrived first = await client.ReceiveAsync(cancellationToken);
        client.Acknowledge(1, first.From);
        Arrived second = await client.ReceiveAsync(cancellationToken);
        TransferFinished finished = await tftp.Events.WaitForAsync<TransferFinished>(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Error, Is.EqualTo(new TftpError(TftpErrorCode.NotDefined, "File could not be read")));
            Assert.That((finished.Outcome, finished.Octets), Is.EqualTo((TransferOutcome.ReadFailed, 512L)));
        }
    }

    [Test]
    public async Task A_stop_tells_the_clients_and_leaves_nothing_open(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", new byte[2000]);
        using TftpTestClient client = tftp.Client();
        client.Request("f");
        await client.ReceiveAsync(cancellationToken);
        await tftp.StopAsync();
        Arrived last = await client.ReceiveAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(last.Error.Message, Is.EqualTo("Server is stopping"));
            Assert.That(tftp.Events.Of<TransferFinished>().Single().Outcome, Is.EqualTo(TransferOutcome.Stopped));
            Assert.That((tftp.Content.OpenFiles, tftp.Service.ActiveTransfers), Is.EqualTo((0, 0)));
        }
    }

    [Test]
    public async Task A_stop_may_come_at_any_moment_of_a_transfer([Range(1, 10)] int packets, CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", new byte[512 * 9]);
        using TftpTestClient client = tftp.Client();
        client.Request("f");
        for (int block = 1; block <= packets; block++)
        {
            Arrived arrived = await client.ReceiveAsync(cancellationToken);
            client.Acknowledge(block, arrived.From);
        }

        await tftp.StopAsync();
        Assert.That(tftp.Events.Of<TransferFinished>().Single().Outcome, Is.AnyOf(TransferOutcome.Completed, TransferOutcome.Stopped));
    }

    [Test]
    public async Task Three_hundred_clients_at_once_each_get_their_file(CancellationToken cancellationToken)
    {
        const int Clients = 300;
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        byte[][] files = [.. Enumerable.Range(0, Clients).Select(number => new SeededRandom(number).Octets(60_000 + number))];
        TftpTestClient[] clients = new TftpTestClient[Clients];
        Task<byte[]>[] fetches = new Task<byte[]>[Clients];
        for (int number = 0; number < Clients; number++)
        {
            tftp.Content.Add($"file-{number}", files[number]);
            IPAddress source = new([127, 1, (byte)(number / 10), (byte)(1 + (number % 10))]);
            clients[number] = new TftpTestClient(new IPEndPoint(IPAddress.Loopback, tftp.Port), source);
            fetches[number] = clients[number].FetchAsync(
                $"file-{number}", "blksize 1400, windowsize 8", 1400, 8, cancellationToken);
        }

        byte[][] received = await Task.WhenAll(fetches);
        foreach (TftpTestClient client in clients)
        {
            client.Dispose();
        }

        Assert.That(received, Is.EqualTo(files));
        await tftp.Events.WaitForAsync<TransferFinished>(Clients, cancellationToken);
        Assert.That(tftp.Meters.Sum("rackd.tftp.transfers", "completed"), Is.EqualTo(Clients));
    }
}
