using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Rackd.Services.BootHttp;

namespace Rackd.Services.Tests.BootHttp;

[CancelAfter(20_000)]
internal sealed class EndingConnectionTests
{
    [Test]
    public async Task A_connection_may_pause_for_minutes_and_is_soon_forgotten_at_its_end(
        [Values] bool isAborted, CancellationToken cancellationToken)
    {
        using Socket listener = BootHttpSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndPoint!, cancellationToken);
        using Socket accepted = await listener.AcceptAsync(cancellationToken);
        await using DefaultConnectionContext connection = new("1", new DuplexPipe(), new DuplexPipe());
        connection.Features.Set<IConnectionSocketFeature>(new AcceptedSocket(accepted));
        await using ConnectionContext limited = BootHttpSocket.LimitAtEnd(connection);
        await limited.Transport.Output.WriteAsync(new byte[10], cancellationToken);
        TimeSpan open = BootHttpSocket.Limit(accepted);
        if (isAborted)
        {
            // The connection is cancelled on another thread, and must not be disposed before that.
            TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using CancellationTokenRegistration registration = connection.ConnectionClosed.Register(closed.SetResult);
            limited.Abort();
            await closed.Task.WaitAsync(cancellationToken);
        }
        else
        {
            await limited.Transport.Output.CompleteAsync();
        }

        Assert.That(
            (open, BootHttpSocket.Limit(accepted)), Is.EqualTo((TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(8))));
    }

    private sealed class AcceptedSocket(Socket socket) : IConnectionSocketFeature
    {
        public Socket Socket => socket;
    }

    private sealed class DuplexPipe : IDuplexPipe
    {
        private readonly Pipe _pipe = new();

        public PipeReader Input => _pipe.Reader;

        public PipeWriter Output => _pipe.Writer;
    }
}
