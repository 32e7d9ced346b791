using System.Net.Sockets;

namespace Rackd.Services.Net;

/// <summary>Receive buffers large enough for a burst, as when a whole rack is switched on.</summary>
internal static class SocketBuffers
{
    /// <summary>Octets that hold some thousand requests.</summary>
    public const int Burst = 4 * 1024 * 1024;

    private const int SocketLevel = 1; // SOL_SOCKET
    private const int ForceReceiveBuffer = 33; // SO_RCVBUFFORCE

    /// <summary>
    /// Asks for a receive buffer: beyond the system's limit with CAP_NET_ADMIN, else up to <c>net.core.rmem_max</c>.
    /// </summary>
    /// <returns>Whether the socket got all of it.</returns>
    public static bool TryGrowReceive(Socket socket, int octets)
    {
        try
        {
            socket.SetRawSocketOption(SocketLevel, ForceReceiveBuffer, BitConverter.GetBytes(octets));
        }
        catch (SocketException)
        {
            socket.ReceiveBufferSize = octets;
        }

        return socket.ReceiveBufferSize >= octets;
    }
}
