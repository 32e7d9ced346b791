using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Rackd.Services.BootHttp;

/// <summary>How long the kernel keeps a connection on which a machine takes nothing (TCP_USER_TIMEOUT).</summary>
internal static class BootHttpSocket
{
    private const int TcpLevel = 6;
    private const int TcpUserTimeout = 18;

    // A closed window only says that firmware, or the disk behind it, is busy with what it has.
    private static readonly byte[] _open = BitConverter.GetBytes(600_000);

    // GRUB leaves its last connection with a closed window and never acknowledges our FIN; booted again, it begins with the
    // same source port, and its SYN meets the old connection in LAST-ACK. Eight seconds are less than any machine's POST.
    private static readonly byte[] _closing = BitConverter.GetBytes(8_000);

    /// <summary>Opens the listening socket; connections that it accepts inherit the long limit.</summary>
    public static Socket Listen(EndPoint endPoint)
    {
        Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        socket.SetRawSocketOption(TcpLevel, TcpUserTimeout, _open);
        return socket;
    }

    /// <summary>The connection, with the short limit from the moment on at which rackd ends it.</summary>
    public static ConnectionContext LimitAtEnd(ConnectionContext connection) =>
        connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket
            ? new EndingConnection(connection, () => SetClosing(socket))
            : connection;

    /// <summary>Gives a connection the short limit.</summary>
    public static void SetClosing(Socket socket)
    {
        try
        {
            socket.SetRawSocketOption(TcpLevel, TcpUserTimeout, _closing);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The client was faster; the kernel needs no limit for a connection that is gone.
        }
    }

    /// <summary>The limit of a connection.</summary>
    public static TimeSpan Limit(Socket socket)
    {
        byte[] value = new byte[sizeof(int)];
        socket.GetRawSocketOption(TcpLevel, TcpUserTimeout, value);
        return TimeSpan.FromMilliseconds(BitConverter.ToInt32(value));
    }
}
