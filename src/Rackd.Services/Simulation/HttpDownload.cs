using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Simulation;

/// <summary>Fetches files over HTTP on one kept connection, from a machine's own address.</summary>
internal sealed class HttpDownload : IDisposable
{
    private const int BufferSize = 128 * 1024;
    private const int LongestScript = 64 * 1024;

    private readonly HttpClient _client;
    private readonly TimeSpan _patience;

    /// <summary>Makes a client.</summary>
    /// <param name="address">The machine's address.</param>
    /// <param name="userAgent">How the program calls itself.</param>
    /// <param name="timing">Its patience.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its handler.")]
    public HttpDownload(Ipv4Address address, string userAgent, FirmwareTiming timing)
    {
        _patience = timing.HttpWait;
        SocketsHttpHandler handler = new()
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectTimeout = timing.HttpWait,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(address, context.DnsEndPoint, cancellationToken),
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "*/*");
    }

    /// <summary>The size of a file (HEAD).</summary>
    public async Task<long> SizeAsync(BootStage stage, Uri url, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Head, url);
        using HttpResponseMessage response = await SendAsync(stage, request, cancellationToken);
        return response.Content.Headers.ContentLength
            ?? throw new FirmwareException(stage, $"HEAD {url} was answered without Content-Length, which UEFI needs");
    }

    /// <summary>Fetches a file, and answers with its length in octets.</summary>
    public async Task<long> FetchAsync(BootStage stage, Uri url, CancellationToken cancellationToken) =>
        await CopyAsync(stage, url, Stream.Null, long.MaxValue, cancellationToken);

    /// <summary>Fetches a short text.</summary>
    public async Task<string> FetchTextAsync(BootStage stage, Uri url, CancellationToken cancellationToken)
    {
        using MemoryStream text = new();
        await CopyAsync(stage, url, text, LongestScript, cancellationToken);
        return Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns its socket.")]
    private static async ValueTask<Stream> ConnectAsync(
        Ipv4Address address, DnsEndPoint server, CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(address.ToIPAddress(), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(server.Host), server.Port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<long> CopyAsync(
        BootStage stage, Uri url, Stream target, long most, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        using HttpResponseMessage response = await SendAsync(stage, request, cancellationToken);
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        byte[] buffer = new byte[BufferSize];
        long octets = 0;
        try
        {
            await using Stream content = await response.Content.ReadAsStreamAsync(cancellationToken);
            while (true)
            {
                silence.CancelAfter(_patience);
                int read = await content.ReadAsync(buffer, silence.Token);
                if (read == 0)
                {
                    return octets;
                }

                octets += read;
                await target.WriteAsync(buffer.AsMemory(0, octets <= most ? read : throw TooLong(stage, url, most)), cancellationToken);
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new FirmwareException(stage, $"GET {url} broke off after {octets} octets: {fault.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FirmwareException(stage, $"GET {url}: nothing came any more after {octets} octets");
        }
    }

    private static FirmwareException TooLong(BootStage stage, Uri url, long most) =>
        new(stage, $"GET {url}: more than {most} octets came");

    private async Task<HttpResponseMessage> SendAsync(
        BootStage stage, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(_patience);
        try
        {
            HttpResponseMessage response =
                await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return response;
            }

            using (response)
            {
                throw new FirmwareException(
                    stage, $"{request.Method} {request.RequestUri} was answered {(int)response.StatusCode} {response.ReasonPhrase}");
            }
        }
        catch (HttpRequestException fault)
        {
            throw new FirmwareException(stage, $"{request.Method} {request.RequestUri} failed: {fault.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FirmwareException(stage, $"{request.Method} {request.RequestUri} got no answer in {_patience.TotalSeconds:0} s");
        }
    }
}
