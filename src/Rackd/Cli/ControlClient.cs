using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rackd.Api;

namespace Rackd.Cli;

/// <summary>
/// Asks the daemon over its Unix socket. Speaks HTTP/1.1 by hand: for one request on a local socket, HttpClient would
/// double the time that a command takes.
/// </summary>
/// <param name="socketPath">Path of the socket.</param>
internal sealed class ControlClient(string socketPath)
{
    private const int MostOctets = 256 * 1024 * 1024;

    /// <summary>Gets a document.</summary>
    /// <exception cref="DaemonException">The daemon cannot be reached, or refused.</exception>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> shape, CancellationToken cancellationToken) =>
        AskAsync("GET", path, shape, cancellationToken);

    /// <summary>Asks for something to be done.</summary>
    /// <exception cref="DaemonException">The daemon cannot be reached, or refused.</exception>
    public Task<T> PostAsync<T>(string path, JsonTypeInfo<T> shape, CancellationToken cancellationToken) =>
        AskAsync("POST", path, shape, cancellationToken);

    private async Task<T> AskAsync<T>(
        string method, string path, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
    {
        HttpAnswer answer = await SendAsync(method, path, cancellationToken);
        try
        {
            if (answer.Status == 200)
            {
                return JsonSerializer.Deserialize(answer.Body, shape) ?? throw new JsonException();
            }

            ProblemDocument problem = JsonSerializer.Deserialize(answer.Body, ApiJson.Default.ProblemDocument)
                ?? throw new JsonException();
            throw new DaemonException(problem.Hint is null ? problem.Detail : $"{problem.Detail}\n  {problem.Hint}");
        }
        catch (JsonException)
        {
            throw new DaemonException(
                $"the daemon on {socketPath} answered {answer.Status} with something this program does not understand\n"
                + "  they may be of different versions: restart the daemon after an upgrade");
        }
    }

    private async Task<HttpAnswer> SendAsync(string method, string path, CancellationToken cancellationToken)
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new DaemonException(ExitCode.Usage, $"{socketPath} is too long for the path of a socket");
        }
        catch (SocketException fault)
        {
            throw Unreachable(fault);
        }

        string length = method == "POST" ? "Content-Length: 0\r\n" : string.Empty;
        string request = $"{method} {path} HTTP/1.1\r\nHost: rackd\r\nConnection: close\r\n{length}\r\n";
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(request), cancellationToken);
            return HttpAnswer.Read((await ReadAllAsync(socket, cancellationToken)).Span) ?? throw Broken();
        }
        catch (SocketException)
        {
            throw Broken();
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAllAsync(Socket socket, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[16 * 1024];
        int filled = 0;
        while (true)
        {
            int read = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
            {
                return buffer.AsMemory(0, filled);
            }

            filled += read;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, filled < MostOctets ? filled * 2 : throw Broken());
            }
        }
    }

    private DaemonException Broken() => new(
        $"the daemon on {socketPath} ended the connection before its answer was complete\n"
        + "  see why: journalctl -u rackd -n 50");

    private DaemonException Unreachable(SocketException fault)
    {
        (string what, string next) = fault.SocketErrorCode switch
        {
            SocketError.AccessDenied => (
                $"not permitted to use {socketPath}",
                "become root, or a member of the group that [control] group names (log in again after being added)"),
            SocketError.ConnectionRefused => (
                $"nobody answers on {socketPath}: the daemon that made it is gone",
                "start it: systemctl start rackd (or: rackd run); see why it ended: journalctl -u rackd -n 50"),
            _ when !Path.Exists(socketPath) => (
                $"there is no {socketPath}: the daemon does not run, or listens elsewhere",
                "start it: systemctl start rackd (or: rackd run); or name its socket: --socket PATH or RACKD_SOCKET"),
            _ => ($"cannot connect to {socketPath}: {fault.Message}", "is that path rackd's [control] socket?"),
        };
        return new DaemonException(ExitCode.Unreachable, $"{what}\n  {next}");
    }
}
