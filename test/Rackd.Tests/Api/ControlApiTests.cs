using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Rackd.Tests.Api;

[CancelAfter(20_000)]
public sealed class ControlApiTests
{
    [Test]
    public async Task The_socket_is_for_owner_and_group_only(CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        await daemon.StartAsync(cancellationToken);

        Assert.That(
            new FileInfo(daemon.Socket).UnixFileMode,
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite));
    }

    [Test]
    public async Task A_socket_that_a_dead_process_left_is_taken_over(CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        string moved = daemon.Socket + ".moved";
        Directory.CreateDirectory(Path.GetDirectoryName(daemon.Socket)!);
        using (Socket dead = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(moved));
            File.Move(moved, daemon.Socket); // so that closing does not remove it, as a killed process does not
        }

        await daemon.StartAsync(cancellationToken);

        Assert.That((await daemon.RunAsync("status")).Code, Is.Zero);
    }

    [Test]
    public async Task A_second_daemon_on_the_same_socket_is_refused_and_the_first_goes_on(CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        await daemon.StartAsync(cancellationToken);
        await using Rackd.Api.ControlApi second = new(
            new Domain.Configuration.ControlConfig { Socket = daemon.Socket }, [], new Testing.LogCapture());

        IOException? fault = await Assert.ThrowsAsync<IOException>(() => second.BindAsync(cancellationToken));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault?.Message, Does.Contain("another rackd is running"));
            Assert.That((await daemon.RunAsync("status")).Code, Is.Zero);
        }
    }

    [Test]
    public async Task A_file_that_is_no_socket_is_left_alone(CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        Directory.CreateDirectory(Path.GetDirectoryName(daemon.Socket)!);
        await File.WriteAllTextAsync(daemon.Socket, "precious", cancellationToken);

        IOException? fault = await Assert.ThrowsAsync<IOException>(() => daemon.StartAsync(cancellationToken));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault?.Message, Does.Contain(daemon.Socket));
            Assert.That(await File.ReadAllTextAsync(daemon.Socket, cancellationToken), Is.EqualTo("precious"));
        }
    }

    [TestCase("/v1/nonsense", HttpStatusCode.NotFound, "unknown_route")]
    [TestCase("/v1/events?limit=0", HttpStatusCode.BadRequest, "bad_limit")]
    [TestCase("/v1/events?limit=many", HttpStatusCode.BadRequest, "bad_limit")]
    [TestCase("/v1/machines/nobody/timeline", HttpStatusCode.NotFound, "unknown_machine")]
    public async Task An_error_is_a_problem_document(
        string path, HttpStatusCode status, string code, CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        await daemon.StartAsync(cancellationToken);
        using HttpClient client = Client(daemon.Socket);

        using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(status));
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(problem.RootElement.GetProperty("code").GetString(), Is.EqualTo(code));
            Assert.That(problem.RootElement.GetProperty("detail").GetString(), Is.Not.Empty);
        }
    }

    [Test]
    public async Task Events_are_given_newest_last_up_to_the_limit(CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        daemon.AddFailedBoot();
        await daemon.StartAsync(cancellationToken);
        using HttpClient client = Client(daemon.Socket);

        string text = await client.GetStringAsync(new Uri("/v1/events?limit=2", UriKind.Relative), cancellationToken);
        using JsonDocument document = JsonDocument.Parse(text);

        Assert.That(
            document.RootElement.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("event").GetString()),
            Is.EqualTo(["dhcp4.answered", "boot.refused"]));
    }

    private static HttpClient Client(string socket)
    {
        SocketsHttpHandler handler = new()
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                Socket connection = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
                return new NetworkStream(connection, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://rackd/") };
    }
}
