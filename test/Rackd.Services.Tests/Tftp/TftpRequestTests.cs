using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Configuration;
using Rackd.Domain.Events;
using Rackd.Domain.Machines;
using Rackd.Services.Storage;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Tftp;

namespace Rackd.Services.Tests.Tftp;

[CancelAfter(30_000)]
public sealed class TftpRequestTests
{
    [TestCase("mail")]
    [TestCase("binary")]
    [TestCase("")]
    public async Task Row_2_an_unknown_mode_is_an_illegal_operation(string mode, CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", [1]);
        using TftpTestClient client = tftp.Client();
        client.Request("f", mode: mode);

        Assert.That((await client.ReceiveAsync(cancellationToken)).Error.Code, Is.EqualTo(TftpErrorCode.IllegalOperation));
    }

    [Test]
    public async Task Row_25_a_write_request_is_an_access_violation(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        using TftpTestClient client = tftp.Client();
        client.Request("f", operation: TftpOpcode.WriteRequest);
        Arrived answer = await client.ReceiveAsync(cancellationToken);
        BootFileRefused refused = await tftp.Events.WaitForAsync<BootFileRefused>(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Error.Code, Is.EqualTo(TftpErrorCode.AccessViolation));
            Assert.That(tftp.Content.Requests, Is.Empty);
            Assert.That(refused.Reason, Is.EqualTo("write_request"));
        }
    }

    [TestCase(BootFileRefusal.NotFound, TftpErrorCode.FileNotFound)]
    [TestCase(BootFileRefusal.BadName, TftpErrorCode.FileNotFound)]
    [TestCase(BootFileRefusal.NoProfile, TftpErrorCode.FileNotFound)]
    [TestCase(BootFileRefusal.NotAFile, TftpErrorCode.AccessViolation)]
    [TestCase(BootFileRefusal.AccessDenied, TftpErrorCode.AccessViolation)]
    [TestCase(BootFileRefusal.ClientNotAllowed, TftpErrorCode.AccessViolation)]
    [TestCase(BootFileRefusal.TemplateFailed, TftpErrorCode.NotDefined)]
    public async Task Rows_26_to_28_a_refused_name_is_an_error_without_a_local_path(
        BootFileRefusal reason, TftpErrorCode code, CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Refuse("f", reason, detail: "/srv/rackd/f is refused");
        using TftpTestClient client = tftp.Client();
        client.Request("f", "tsize 0");
        TftpError error = (await client.ReceiveAsync(cancellationToken)).Error;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Code, Is.EqualTo(code));
            Assert.That(error.Message, Does.Not.Contain("/"));
        }
    }

    [Test]
    public async Task An_unexpected_miss_is_told_with_its_machine(CancellationToken cancellationToken)
    {
        Machine machine = new(MacAddress.Parse("52:54:00:00:00:07"), new MachineConfig { Name = "r1u07" });
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Machines.Add(IPAddress.Loopback, machine);
        using TftpTestClient client = tftp.Client();
        client.Request("no\u0007such");
        BootFileRefused refused = await tftp.Events.WaitForAsync<BootFileRefused>(cancellationToken);
        await tftp.StopAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((refused.File, refused.Reason, refused.Expected), Is.EqualTo(("no?such", "not_found", false)));
            Assert.That((refused.Mac, refused.Machine), Is.EqualTo(((MacAddress?)machine.Mac, "r1u07")));
            Assert.That(refused.Address, Is.EqualTo(Ipv4Address.Parse("127.0.0.1")));
            Assert.That(Lines(tftp, LogLevel.Information), Has.One.StartWith("Refused no?such to 127.0.0.1:"));
        }
    }

    [Test]
    public async Task An_expected_miss_is_a_debug_line(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Refuse("pxelinux.cfg/C0A8", BootFileRefusal.NotFound, expected: true);
        using TftpTestClient client = tftp.Client();
        client.Request("pxelinux.cfg/C0A8");
        await client.ReceiveAsync(cancellationToken);
        BootFileRefused refused = await tftp.Events.WaitForAsync<BootFileRefused>(cancellationToken);
        await tftp.StopAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Expected, Is.True);
            Assert.That(Lines(tftp, LogLevel.Information), Is.Empty);
            Assert.That(Lines(tftp, LogLevel.Debug), Has.One.StartWith("No pxelinux.cfg/C0A8 for"));
        }
    }

    [Test]
    public async Task Row_31_malformed_packets_are_counted_and_the_next_request_is_served(CancellationToken cancellationToken)
    {
        byte[][] malformed =
        [
            [], [0], [0, 1], [0, 9, 1, 2], [0, 3, 0, 1, 7], [0, 4, 0, 1], [0, 5, 0, 0, 0], [0, 6, 0], [0, 0],
            [0, 1, 0, 0], [0, 1, (byte)'f'], [0, 1, (byte)'f', 0], [0, 1, (byte)'f', 0, (byte)'o'], [0xFF, 0xFF, 1],
            [0, 1, .. Encoding.ASCII.GetBytes(new string('n', 4096)), 0, (byte)'o', 0],
            [0, 1, .. Encoding.ASCII.GetBytes("f\0octet\0blksize")],
            [0, 1, .. Encoding.ASCII.GetBytes("f\0octet\0blksize\0" + "14")],
            [0, 1, .. Encoding.ASCII.GetBytes("f\0octet\0" + string.Concat(Enumerable.Repeat("a\0b\0", 200)))],
            new byte[60_000], [0, 2, 0],
        ];
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", [1, 2, 3]);
        using TftpTestClient bad = tftp.Client();
        foreach (byte[] packet in malformed)
        {
            bad.SendRaw(packet);
        }

        using TftpTestClient good = tftp.Client();
        byte[] received = await good.FetchAsync("f", string.Empty, 512, 1, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(received, Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(bad.HasWaiting, Is.False);
            Assert.That(tftp.Meters.Sum("rackd.tftp.malformed"), Is.EqualTo(malformed.Length));
        }
    }

    [Test]
    public async Task Row_31_a_thousand_mutated_requests_are_survived(CancellationToken cancellationToken)
    {
        byte[] request = Encoding.ASCII.GetBytes("\0\u0001ipxe.efi\0octet\0tsize\0" + "0\0blksize\0" + "1468\0windowsize\0" + "4\0");
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("ipxe.efi", new byte[3000]);
        using TftpTestClient bad = tftp.Client();
        foreach (byte[] mutated in new SeededRandom(9).Mutations(request, 1000))
        {
            bad.SendRaw(mutated);
        }

        using TftpTestClient good = new(new IPEndPoint(IPAddress.Loopback, tftp.Port), IPAddress.Parse("127.0.0.9"));
        Assert.That(await good.FetchAsync("ipxe.efi", string.Empty, 512, 1, cancellationToken), Has.Length.EqualTo(3000));
    }

    [Test]
    public async Task Row_36_beyond_the_limit_a_request_is_dropped_and_counted_and_later_ones_are_served(
        CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync(new TftpConfig { MaxTransfers = 1 });
        tftp.Content.Add("f", [1]);
        using TftpTestClient first = tftp.Client();
        using TftpTestClient second = tftp.Client();
        first.Request("f");
        Arrived answer = await first.ReceiveAsync(cancellationToken);
        second.Request("f");
        await WaitForDropAsync(tftp, "transfer_limit", cancellationToken);
        first.Acknowledge(1, answer.From);
        await tftp.Events.WaitForAsync<TransferFinished>(cancellationToken);
        await tftp.Meters.WaitUntilAsync(meters => meters.Sum("rackd.tftp.active") == 0, cancellationToken);

        Assert.That(await second.FetchAsync("f", string.Empty, 512, 1, cancellationToken), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public async Task Row_36_one_address_has_sixteen_transfers_at_most(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", [1]);
        TftpTestClient[] clients = [.. Enumerable.Range(0, 17).Select(_ => tftp.Client())];
        foreach (TftpTestClient client in clients)
        {
            client.Request("f");
        }

        await WaitForDropAsync(tftp, "client_limit", cancellationToken);
        using TftpTestClient other = new(new IPEndPoint(IPAddress.Loopback, tftp.Port), IPAddress.Parse("127.0.0.77"));
        byte[] received = await other.FetchAsync("f", string.Empty, 512, 1, cancellationToken);
        Array.ForEach(clients, client => client.Dispose());

        Assert.That((received.Length, tftp.Meters.Sum("rackd.tftp.dropped")), Is.EqualTo((1, 1L)));
    }

    [Test]
    public async Task Row_37_the_receive_buffer_has_room_for_a_boot_storm()
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        int small = tftp.Log.Lines.Count(line => line.Id == 322);
        long granted = long.Parse(await File.ReadAllTextAsync("/proc/sys/net/core/rmem_max"), null);
        Assert.That(small, Is.EqualTo(Environment.IsPrivilegedProcess || granted >= 4 << 20 ? 0 : 1));
    }

    [Test]
    public async Task Row_39_a_request_to_a_broadcast_address_is_ignored(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync();
        tftp.Content.Add("f", [1]);
        using TftpTestClient client = tftp.Client();
        client.BroadcastRequest("f");
        await WaitForDropAsync(tftp, "not_unicast", cancellationToken);
        Assert.That(tftp.Content.Requests, Is.Empty);
    }

    [Test]
    public async Task A_taken_port_fails_with_a_sentence(CancellationToken cancellationToken)
    {
        await using RunningTftp tftp = await RunningTftp.StartAsync(IPAddress.Loopback);
        IOException? error = await Assert.ThrowsAsync<IOException>(
            () => RunningTftp.StartAsync(IPAddress.Loopback, port: tftp.Port));
        Assert.That(error!.Message, Does.Contain($"127.0.0.1:{tftp.Port}").And.Contains("another program has this port"));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static IEnumerable<string> Lines(RunningTftp tftp, LogLevel level) =>
        tftp.Log.Lines.Where(line => line.Level == level && line.Id >= 340).Select(line => line.Message);

    private static Task WaitForDropAsync(RunningTftp tftp, string reason, CancellationToken cancellationToken) =>
        tftp.Meters.WaitUntilAsync(meters => meters.Sum("rackd.tftp.dropped", reason) > 0, cancellationToken);
}
