using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Boot;
using Rackd.Domain.Events;
using Rackd.Services.BootHttp;
using Rackd.Services.Storage;

namespace Rackd.Services.Tests.BootHttp;

[CancelAfter(20_000)]
internal sealed class BootHttpServiceTests
{
    private const string Digits = "0123456789";

    [TestCase("GET /file HTTP/1.1")]
    [TestCase("GET /file HTTP/1.0")]
    public async Task Row_1_the_answer_is_http_1_1(string requestLine, CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        RawResponse response = await lab.AskAsync(requestLine, cancellationToken);
        Assert.That(response.Head, Does.StartWith("HTTP/1.1 200 "));
    }

    [Test]
    public async Task Row_1_a_connection_carries_many_files(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        using RawConnection connection = await lab.ConnectAsync(cancellationToken);
        List<int> answers = [];
        foreach (string line in (string[])["HEAD /file HTTP/1.1", "GET /file HTTP/1.1", "GET /none HTTP/1.1", "GET /file HTTP/1.1"])
        {
            answers.Add((await connection.AskAsync(line, cancellationToken)).Status);
        }

        Assert.That(answers, Is.EqualTo([200, 200, 404, 200]));
    }

    [TestCase("GET /file HTTP/1.1")]
    [TestCase("HEAD /file HTTP/1.1")]
    [TestCase("GET /boot.ipxe HTTP/1.1")]
    [TestCase("HEAD /boot.ipxe HTTP/1.1")]
    [TestCase("GET /none HTTP/1.1")]
    [TestCase("HEAD /none HTTP/1.1")]
    [TestCase("POST /file HTTP/1.1")]
    public async Task Rows_2_and_3_every_answer_has_a_length_spelled_as_grub_reads_it(
        string requestLine, CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        RawResponse response = await lab.AskAsync(
            requestLine, cancellationToken, "Accept-Encoding: gzip, br", "Content-Length: 0", "TE: trailers");
        Assert.That(
            response.Head,
            Does.Contain("\r\nContent-Length: ").And.Not.Contains("chunked").And.Not.Contains("Content-Encoding"));
    }

    [TestCase("/file")]
    [TestCase("/boot.ipxe")]
    [TestCase("/none")]
    public async Task Row_4_head_is_get_without_the_body(string path, CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        RawResponse get = await lab.AskAsync($"GET {path} HTTP/1.1", cancellationToken);
        RawResponse head = await lab.AskAsync($"HEAD {path} HTTP/1.1", cancellationToken);
        Assert.That(WithoutDate(head), Is.EqualTo(WithoutDate(get)));

        static string[] WithoutDate(RawResponse response) =>
            [.. response.Head.Split("\r\n").Where(line => !line.StartsWith("Date: ", StringComparison.Ordinal))];
    }

    [Test]
    public async Task Row_4_other_methods_are_told_what_is_allowed(
        [Values("POST", "PUT", "DELETE", "OPTIONS", "PATCH")] string method, CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        RawResponse response = await lab.AskAsync($"{method} /file HTTP/1.1", cancellationToken, "Content-Length: 0");
        Assert.That((response.Status, response.Field("Allow")), Is.EqualTo((405, "GET, HEAD")));
    }

    [TestCase("bytes=0-3", 206, "0123", "bytes 0-3/10")]
    [TestCase("bytes=4-", 206, "456789", "bytes 4-9/10")]
    [TestCase("bytes=-3", 206, "789", "bytes 7-9/10")]
    [TestCase("bytes=-99", 206, Digits, "bytes 0-9/10")]
    [TestCase("bytes=8-99", 206, "89", "bytes 8-9/10")]
    [TestCase("bytes=9-9", 206, "9", "bytes 9-9/10")]
    [TestCase("Bytes=0-0", 206, "0", "bytes 0-0/10")]
    [TestCase("bytes=10-", 416, null, "bytes */10")]
    [TestCase("bytes=99-100", 416, null, "bytes */10")]
    [TestCase("bytes=-0", 416, null, "bytes */10")]
    [TestCase("bytes=u-u", 200, Digits, null)]
    [TestCase("bytes=5-2", 200, Digits, null)]
    [TestCase("bytes=-", 200, Digits, null)]
    [TestCase("bytes=+1-2", 200, Digits, null)]
    [TestCase("bytes=99999999999999999999-", 200, Digits, null)]
    [TestCase("lines=0-3", 200, Digits, null)]
    [TestCase("bytes=0-1,4-5", 200, Digits, null, Description = "row 6: several ranges give the whole")]
    public async Task Rows_5_and_6_range(
        string range, int status, string? body, string? contentRange, CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        RawResponse response = await lab.AskAsync("GET /file HTTP/1.1", cancellationToken, $"Range: {range}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Status, Is.EqualTo(status));
            Assert.That(response.Field("Content-Range"), Is.EqualTo(contentRange));
            Assert.That(response.Body, body is null ? Does.StartWith("rackd: ") : Is.EqualTo(body));
        }
    }

    [Test]
    public async Task Row_5_an_empty_file_is_whole_and_has_no_part(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        lab.Root.Write("empty", "");
        RawResponse whole = await lab.AskAsync("GET /empty HTTP/1.1", cancellationToken);
        RawResponse part = await lab.AskAsync("GET /empty HTTP/1.1", cancellationToken, "Range: bytes=0-");
        Assert.That((whole.Status, whole.Field("Content-Length"), part.Status), Is.EqualTo((200, "0", 416)));
    }

    [Test]
    public async Task Row_7_validators_are_strong_and_honoured(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        RawResponse first = await lab.AskAsync("GET /file HTTP/1.1", cancellationToken);
        string tag = first.Field("ETag")!;
        string date = first.Field("Last-Modified")!;
        (string[] Fields, int Status)[] rows =
        [
            ([$"If-None-Match: {tag}"], 304),
            ([$"If-None-Match: \"x\", W/{tag}"], 304),
            (["If-None-Match: *"], 304),
            (["If-None-Match: \"x\""], 200),
            ([$"If-Modified-Since: {date}"], 304),
            (["If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT"], 200),
            (["If-None-Match: \"x\"", $"If-Modified-Since: {date}"], 200),
            (["Range: bytes=1-2", $"If-Range: {tag}"], 206),
            (["Range: bytes=1-2", $"If-Range: {date}"], 206),
            (["Range: bytes=1-2", "If-Range: \"x\""], 200),
            (["Range: bytes=1-2", $"If-Range: W/{tag}"], 200),
            (["Range: bytes=1-2", "If-Range: Thu, 01 Jan 1970 00:00:00 GMT"], 200),
        ];
        List<int> answers = [];
        foreach ((string[] fields, _) in rows)
        {
            answers.Add((await lab.AskAsync("GET /file HTTP/1.1", cancellationToken, fields)).Status);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tag, Does.Match("^\"[^\"]+\"$"));
            Assert.That(answers, Is.EqualTo(rows.Select(row => row.Status)));
        }
    }

    [Test]
    public async Task Row_7_a_resumed_download_never_mixes_versions(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        string tag = (await lab.AskAsync("HEAD /file HTTP/1.1", cancellationToken)).Field("ETag")!;
        File.Move(lab.Root.Write("next", "abcdefghij"), Path.Combine(lab.Root.Path, "file"), overwrite: true);
        RawResponse resumed = await lab.AskAsync(
            "GET /file HTTP/1.1", cancellationToken, "Range: bytes=5-", $"If-Range: {tag}");
        Assert.That((resumed.Status, resumed.Body), Is.EqualTo((200, "abcdefghij")));
    }

    [TestCase("//file")]
    [TestCase("///a//b")]
    [TestCase("/a/./b")]
    [TestCase("/a/../file")]
    [TestCase("/file/")]
    [TestCase("/a/b?query")]
    public async Task Row_8_odd_spellings_are_served_in_place(string path, CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        lab.Root.Write("a/b", Digits);
        RawResponse response = await lab.AskAsync($"GET {path} HTTP/1.1", cancellationToken);
        Assert.That((response.Status, response.Body), Is.EqualTo((200, Digits)));
    }

    [TestCase("x.efi", "application/efi")]
    [TestCase("X.EFI", "application/efi")]
    [TestCase("x.iso", "application/vnd.efi-iso")]
    [TestCase("x.img", "application/vnd.efi-img")]
    [TestCase("x.ipxe", "text/plain")]
    [TestCase("grub.cfg", "text/plain")]
    [TestCase("vmlinuz", "application/octet-stream")]
    public async Task Row_9_content_type(string name, string type, CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        lab.Root.Write(name, "x");
        RawResponse response = await lab.AskAsync($"GET /{name} HTTP/1.1", cancellationToken);
        Assert.That(response.Field("Content-Type"), Is.EqualTo(type));
    }

    [TestCase("/pxelinux.cfg/default")]
    [TestCase("/boot.ipxe")]
    public async Task Row_9_a_rendered_script_is_text(string path, CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        RawResponse response = await lab.AskAsync($"GET {path} HTTP/1.1", cancellationToken);
        Assert.That((response.Status, response.Field("Content-Type")), Is.EqualTo((200, "text/plain")));
    }

    [TestCase("/../secret.txt")]
    [TestCase("/a/../../secret.txt")]
    [TestCase("/%2e%2e/secret.txt")]
    [TestCase("/%2E%2e/secret.txt")]
    [TestCase("/.%2e/secret.txt")]
    [TestCase("/..%2fsecret.txt")]
    [TestCase("/%2e%2e%2fsecret.txt")]
    [TestCase(@"/..\secret.txt")]
    [TestCase("/..%5csecret.txt")]
    [TestCase("/%252e%252e/secret.txt")]
    [TestCase("/a%2f..%2f..%2fsecret.txt")]
    [TestCase("/../root/../secret.txt")]
    [TestCase("//etc/passwd")]
    [TestCase("/file//etc/passwd")]
    [TestCase("/%2fetc/passwd")]
    [TestCase("/..%00/secret.txt")]
    [TestCase("/secret.txt%00")]
    [TestCase("/%c0%ae%c0%ae/secret.txt")]
    [TestCase("/..;/secret.txt")]
    [TestCase("/link")]
    [TestCase("/up/secret.txt")]
    [TestCase("http://rackd/../secret.txt")]
    [TestCase("http:///../secret.txt")]
    [TestCase("../secret.txt")]
    [TestCase("secret.txt")]
    [TestCase("*")]
    public async Task Row_10_nothing_outside_the_root_is_served(string target, CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        lab.Root.Link("link", "../secret.txt");
        lab.Root.Link("up", "..");
        RawResponse response = await lab.AskAsync($"GET {target} HTTP/1.1", cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Status, Is.InRange(400, 405));
            Assert.That(response.Body, Does.Not.Contain("outside").And.Not.Contains("root:"));
            Assert.That(response.Head + response.Body, Does.Not.Contain(lab.Root.Path));
        }
    }

    [Test]
    public async Task Row_10_a_name_that_is_too_long_is_refused(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        RawResponse response = await lab.AskAsync($"GET /{new string('a', 4096)} HTTP/1.1", cancellationToken);
        Assert.That(response.Status, Is.EqualTo(400));
    }

    [TestCase("/")]
    [TestCase("/a")]
    [TestCase("/a/")]
    [TestCase("/fifo")]
    public async Task Row_10_what_is_no_file_is_not_listed_and_waits_for_nobody(string path, CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        lab.Root.Write("a/b", Digits);
        lab.Root.MakeFifo("fifo");
        RawResponse response = await lab.AskAsync($"GET {path} HTTP/1.1", cancellationToken);
        Assert.That((response.Status, response.Body), Is.EqualTo((404, "rackd: not_a_file\n")));
    }

    [Test]
    public async Task Row_11_a_link_has_the_length_of_its_target(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        lab.Root.Link("a-link-with-a-long-name", "file");
        RawResponse response = await lab.AskAsync("GET /a-link-with-a-long-name HTTP/1.1", cancellationToken);
        Assert.That((response.Field("Content-Length"), response.Body), Is.EqualTo(("10", Digits)));
    }

    [Test]
    public async Task Row_12_an_absolute_form_is_served(
        [Values("http://10.1.0.1:5248/file", "http://[fd77::1]/file", "http://rackd//file?x")] string target,
        CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        using RawConnection connection = await lab.ConnectAsync(cancellationToken);
        string host = new Uri(target).Authority;
        await connection.Stream.WriteAsync(
            System.Text.Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"), cancellationToken);
        Assert.That(await connection.ReadHeadAsync(cancellationToken), Does.StartWith("HTTP/1.1 200 "));
    }

    [Test]
    public async Task Row_12_a_script_names_the_address_that_the_client_reached(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        RawResponse response = await lab.AskAsync("GET /boot.ipxe?mac=52:54:00:12:34:56 HTTP/1.1", cancellationToken);
        Assert.That(
            response.Body, Does.StartWith("#!ipxe\n").And.Contains("http://127.0.0.1:0/debian/vmlinuz").And.Contains("hostname=r1u07"));
    }

    [Test]
    public async Task Row_13_a_reader_that_pauses_gets_the_whole_file(CancellationToken cancellationToken)
    {
        const int Length = 32 * 1024 * 1024;
        await using HttpLab lab = await StartAsync(cancellationToken);
        lab.Root.Write("big", new string('x', Length));
        using RawConnection connection = await lab.ConnectAsync(cancellationToken);
        await connection.SendAsync("GET /big HTTP/1.1", cancellationToken);
        await connection.ReadHeadAsync(cancellationToken);
        await lab.Events.WaitForAsync<TransferStarted>(cancellationToken);

        // The socket's buffers do not hold the file, so that the service waits for the reader.
        Assert.That(lab.Events.Of<TransferFinished>(), Is.Empty);
        byte[] body = new byte[Length];
        await connection.Stream.ReadExactlyAsync(body, cancellationToken);
        TransferFinished finished = await lab.Events.WaitForAsync<TransferFinished>(cancellationToken);
        Assert.That((finished.Octets, finished.Outcome), Is.EqualTo(((long)Length, TransferOutcome.Completed)));
    }

    [Test]
    public async Task A_finished_transfer_is_one_event_pair_and_one_line(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        lab.Root.Write("debian/vmlinuz", Digits);
        await lab.AskAsync("HEAD /debian/vmlinuz HTTP/1.1", cancellationToken);
        await lab.AskAsync("GET /debian/vmlinuz HTTP/1.1", cancellationToken);
        await lab.StopAsync();
        TransferStarted started = lab.Events.Of<TransferStarted>().Single();
        TransferFinished finished = lab.Events.Of<TransferFinished>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((started.File, started.Length, started.Role), Is.EqualTo(("debian/vmlinuz", 10L, BootFileRole.Kernel)));
            Assert.That(started.Address?.ToString(), Is.EqualTo("127.0.0.1"));
            Assert.That(
                (finished.Octets, finished.Outcome, finished.Transport),
                Is.EqualTo((10L, TransferOutcome.Completed, BootTransport.Http)));
            Assert.That(
                lab.Log.Lines.Where(line => line.Level == LogLevel.Information).Select(line => line.Id), Is.EqualTo([360, 362]));
            Assert.That(lab.Meters.Sum("rackd.boot_http.transfers", "completed"), Is.EqualTo(1));
            Assert.That(lab.Meters.Sum("rackd.boot_http.sent"), Is.EqualTo(10));
            Assert.That(lab.Meters.Sum("rackd.boot_http.active"), Is.Zero);
        }
    }

    [Test]
    public async Task Sectors_of_an_image_make_no_events(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        await lab.AskAsync("GET /file HTTP/1.1", cancellationToken, "Range: bytes=0-3");
        await lab.AskAsync("GET /file HTTP/1.1", cancellationToken, "Range: bytes=4-");
        TransferFinished finished = await lab.Events.WaitForAsync<TransferFinished>(cancellationToken);
        Assert.That((finished.Octets, finished.Detail), Is.EqualTo((6L, "bytes 4-9/10")));
    }

    [Test]
    public async Task A_client_that_goes_away_aborted_the_transfer(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        lab.Root.Write("big", new string('x', 32 * 1024 * 1024));
        using (RawConnection connection = await lab.ConnectAsync(cancellationToken))
        {
            await connection.SendAsync("GET /big HTTP/1.1", cancellationToken);
            await connection.ReadHeadAsync(cancellationToken);
        }

        TransferFinished finished = await lab.Events.WaitForAsync<TransferFinished>(cancellationToken);
        Assert.That(finished.Outcome, Is.EqualTo(TransferOutcome.AbortedByClient));
    }

    [Test]
    public async Task A_stop_ends_what_is_under_way(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        lab.Root.Write("big", new string('x', 32 * 1024 * 1024));
        using RawConnection connection = await lab.ConnectAsync(cancellationToken);
        await connection.SendAsync("GET /big HTTP/1.1", cancellationToken);
        await connection.ReadHeadAsync(cancellationToken);
        await lab.StopAsync();
        TransferFinished finished = await lab.Events.WaitForAsync<TransferFinished>(cancellationToken);
        Assert.That(finished.Outcome, Is.EqualTo(TransferOutcome.Stopped));
    }

    [TestCase("/none", "not_found", false, LogLevel.Information)]
    [TestCase("/pxelinux.cfg/0A", "not_found", true, LogLevel.Debug)]
    [TestCase("/../x", "bad_name", false, LogLevel.Information)]
    public async Task A_refusal_has_its_reason(
        string path, string reason, bool isExpected, LogLevel level, CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        await lab.AskAsync($"GET {path} HTTP/1.1", cancellationToken);
        BootFileRefused refused = await lab.Events.WaitForAsync<BootFileRefused>(cancellationToken);
        await lab.StopAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((refused.File, refused.Reason, refused.Expected), Is.EqualTo((path, reason, isExpected)));
            Assert.That(lab.Log.Lines.Single(line => line.Id is 365 or 366).Level, Is.EqualTo(level));
            Assert.That(lab.Meters.Sum("rackd.boot_http.refused", reason), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_file_cut_short_breaks_the_connection_off(CancellationToken cancellationToken)
    {
        FailingFile content = new(failsAt: 5);
        await using HttpLab lab = await HttpLab.StartAsync(cancellationToken, content);
        using RawConnection connection = await lab.ConnectAsync(cancellationToken);
        await connection.SendAsync("GET /file HTTP/1.1", cancellationToken);
        TransferFinished finished = await lab.Events.WaitForAsync<TransferFinished>(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((finished.Outcome, finished.Detail), Is.EqualTo((TransferOutcome.ReadFailed, "cut short")));
            await Assert.ThatAsync(
                async () => await connection.Stream.ReadExactlyAsync(new byte[FailingFile.FullLength], cancellationToken),
                Throws.InstanceOf<IOException>());
        }
    }

    [Test]
    public async Task A_file_that_cannot_be_read_at_all_is_an_error_with_a_length(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await HttpLab.StartAsync(cancellationToken, new FailingFile(failsAt: 0));
        RawResponse response = await lab.AskAsync("GET /file HTTP/1.1", cancellationToken);
        Assert.That((response.Status, response.Body), Is.EqualTo((500, "rackd: the file cannot be read\n")));
    }

    [Test]
    public async Task A_taken_port_is_said_before_the_service_runs(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        Assert.That(
            () => BootHttpSocket.Listen(lab.EndPoint),
            Throws.InstanceOf<SocketException>().With.Property("SocketErrorCode").EqualTo(SocketError.AddressAlreadyInUse));
    }

    [Test]
    public async Task A_report_says_what_is_served(CancellationToken cancellationToken)
    {
        await using HttpLab lab = await StartAsync(cancellationToken);
        string port = lab.EndPoint.Port.ToString(CultureInfo.InvariantCulture);
        Assert.That(lab.Service.Report().Now, Does.Contain($"127.0.0.1:{port}").And.Contains("0 transfers"));
    }

    private static async Task<HttpLab> StartAsync(CancellationToken cancellationToken)
    {
        HttpLab lab = await HttpLab.StartAsync(cancellationToken);
        lab.Root.Write("file", Digits);
        return lab;
    }

    private sealed class FailingFile(long failsAt) : IBootContent
    {
        public const int FullLength = 1_000_000;

        public BootContentResult Open(BootFileRequest request) => new BootContentResult.Found(new File(failsAt)
        {
            Name = "file",
            Length = FullLength,
            LastModified = DateTimeOffset.UnixEpoch,
            EntityTag = "\"x\"",
        });

        private sealed class File(long failsAt) : BootFile
        {
            public override int Read(long offset, Span<byte> destination) =>
                offset >= failsAt ? throw new IOException("cut short") : destination.Length;
        }
    }
}
