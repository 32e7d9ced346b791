using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rackd.Services.BootHttp;
using Rackd.Services.Storage;
using Rackd.Services.Tests.Storage;
using Rackd.Testing;

namespace Rackd.Services.Tests.BootHttp;

/// <summary>The real service on a loopback port, with a root of its own.</summary>
internal sealed class HttpLab : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly BootHttpService _service;
    private Task _running = Task.CompletedTask;

    private HttpLab(IBootContent? content)
    {
        Rack rack = new(Root.Path);
        _service = new BootHttpService(
            rack.Config,
            content ?? new BootContent(rack.Config, rack, TimeProvider.System),
            Events,
            TimeProvider.System,
            new BootHttpMetrics(Meters),
            Log);
    }

    public TemporaryRoot Root { get; } = new();

    public EventCapture Events { get; } = new();

    public LogCapture Log { get; } = new();

    public MeterCapture Meters { get; } = new();

    public IPEndPoint EndPoint => _service.BoundEndPoint!;

    public BootHttpService Service => _service;

    public static async Task<HttpLab> StartAsync(CancellationToken cancellationToken, IBootContent? content = null)
    {
        HttpLab lab = new(content);
        await lab._service.BindAsync(cancellationToken);
        lab._running = lab._service.RunAsync(lab._stopping.Token);
        return lab;
    }

    public async Task<RawConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        TcpClient client = new();
        await client.ConnectAsync(EndPoint, cancellationToken);
        return new RawConnection(client);
    }

    /// <summary>One request on a connection of its own.</summary>
    public async Task<RawResponse> AskAsync(string requestLine, CancellationToken cancellationToken, params string[] fields)
    {
        using RawConnection connection = await ConnectAsync(cancellationToken);
        return await connection.AskAsync(requestLine, cancellationToken, fields);
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _service.DisposeAsync();
        _stopping.Dispose();
        Meters.Dispose();
        Root.Dispose();
    }
}

/// <summary>A client that sends octets and reads octets, so that nothing is made better on the way.</summary>
internal sealed class RawConnection(TcpClient client) : IDisposable
{
    public NetworkStream Stream => client.GetStream();

    public async Task<RawResponse> AskAsync(string requestLine, CancellationToken cancellationToken, params string[] fields)
    {
        await SendAsync(requestLine, cancellationToken, fields);
        string head = await ReadHeadAsync(cancellationToken);
        bool hasBody = !requestLine.StartsWith("HEAD ", StringComparison.Ordinal) && !head.Contains(" 304 ", StringComparison.Ordinal);
        byte[] body = new byte[hasBody ? RawResponse.LengthIn(head) : 0];
        await Stream.ReadExactlyAsync(body, cancellationToken);
        return new RawResponse(head, Encoding.Latin1.GetString(body));
    }

    public async Task SendAsync(string requestLine, CancellationToken cancellationToken, params string[] fields)
    {
        string request = string.Join("\r\n", [requestLine, "Host: rackd", .. fields, "", ""]);
        await Stream.WriteAsync(Encoding.Latin1.GetBytes(request), cancellationToken);
    }

    public async Task<string> ReadHeadAsync(CancellationToken cancellationToken)
    {
        StringBuilder head = new();
        byte[] octet = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await Stream.ReadExactlyAsync(octet, cancellationToken);
            head.Append((char)octet[0]);
        }

        return head.ToString();
    }

    /// <summary>Whether the server ends the connection without another octet.</summary>
    public async Task<bool> EndsAsync(CancellationToken cancellationToken) =>
        await Stream.ReadAsync(new byte[1], cancellationToken) == 0;

    public void Dispose() => client.Dispose();
}

/// <summary>A response as it came.</summary>
internal sealed record RawResponse(string Head, string Body)
{
    private const string LengthField = "Content-Length: ";

    public int Status => int.Parse(Head.AsSpan(9, 3), CultureInfo.InvariantCulture);

    public string? Field(string name) => Head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..];

    public static int LengthIn(string head)
    {
        int at = head.IndexOf(LengthField, StringComparison.Ordinal);
        return at < 0 ? 0 : int.Parse(head[(at + LengthField.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
