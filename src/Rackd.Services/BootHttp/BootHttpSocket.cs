using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Rackd.Services.BootHttp;

/// <summary>How long the kernel keeps a connection on which a machine no longer acknowledges anything.</summary>
internal static class BootHttpSocket
{
    private const int TcpLevel = 6;
    private const int TcpUserTimeout = 18;

    // GRUB leaves its last connection with a closed window and never acknowledges our FIN; booted again, it begins with the
    // same source port, and its SYN meets the old connection in LAST-ACK. Eight seconds are less than any machine's POST.
    private static readonly byte[] _idle = BitConverter.GetBytes(8_000);

    // While a file is on its way, a closed window only says that firmware is busy with what it has.
    private static readonly byte[] _sending = BitConverter.GetBytes(600_000);

    /// <summary>Opens the listening socket; connections that it accepts have the short limit.</summary>
    public static Socket Listen(EndPoint endPoint)
    {
        Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        socket.SetRawSocketOption(TcpLevel, TcpUserTimeout, _idle);
        return socket;
    }

    /// <summary>Gives a connection the long limit while a file is on its way, and the short one after it.</summary>
    public static void SetSending(Socket? socket, bool sending)
    {
        try
        {
            socket?.SetRawSocketOption(TcpLevel, TcpUserTimeout, sending ? _sending : _idle);
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
