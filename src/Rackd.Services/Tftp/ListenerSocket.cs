using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Rackd.Services.Tftp;

/// <summary>The socket of the well-known port.</summary>
/// <param name="Socket">Bound; it tells for each packet which address was asked.</param>
/// <param name="LacksIpv6">Whether it takes IPv4 only, although both were wanted.</param>
internal sealed record ListenerSocket(Socket Socket, bool LacksIpv6)
{
    /// <summary>Room for the requests of a boot storm, in octets.</summary>
    public const int WantedReceiveBufferSize = 4 * 1024 * 1024;

    private const int SocketLevel = 1;
    private const int ReceiveBufferForce = 33;

    public IPEndPoint LocalEndPoint => (IPEndPoint)Socket.LocalEndPoint!;

    /// <summary>What the kernel granted; it counts its own overhead, and so answers twice what was set.</summary>
    public int ReceiveBufferSize => Socket.ReceiveBufferSize / 2;

    /// <summary>Binds; the any-address of IPv6 takes IPv4 too, and falls back to IPv4 on a host without IPv6.</summary>
    /// <exception cref="IOException">The address or port cannot be had.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller owns the socket.")]
    public static ListenerSocket Bind(IPEndPoint listen)
    {
        bool isAny = listen.Address.Equals(IPAddress.IPv6Any);
        if (isAny && !Socket.OSSupportsIPv6)
        {
            return new ListenerSocket(Open(new IPEndPoint(IPAddress.Any, listen.Port)), LacksIpv6: true);
        }

        try
        {
            return new ListenerSocket(Open(listen), LacksIpv6: false);
        }
        catch (SocketException error) when (isAny && IsWithoutIpv6(error))
        {
            return new ListenerSocket(Open(new IPEndPoint(IPAddress.Any, listen.Port)), LacksIpv6: true);
        }
        catch (SocketException error)
        {
            throw new IOException($"TFTP cannot listen on {listen}: {Explain(error)}", error);
        }
    }

    private static bool IsWithoutIpv6(SocketException error) =>
        error.SocketErrorCode is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable;

    private static string Explain(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "another program has this port (ss -ulnp shows which)",
        SocketError.AccessDenied => "ports below 1024 need CAP_NET_BIND_SERVICE",
        SocketError.AddressNotAvailable => "this host has no such address",
        _ => error.Message,
    };

    private static Socket Open(IPEndPoint listen)
    {
        Socket socket = new(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (listen.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = listen.Address.Equals(IPAddress.IPv6Any);
            }

            EnlargeReceiveBuffer(socket);
            SocketOptionLevel level = listen.AddressFamily == AddressFamily.InterNetwork
                ? SocketOptionLevel.IP
                : SocketOptionLevel.IPv6;
            socket.SetSocketOption(level, SocketOptionName.PacketInformation, optionValue: true);
            socket.Bind(listen);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void EnlargeReceiveBuffer(Socket socket)
    {
        try
        {
            // SO_RCVBUFFORCE goes beyond net.core.rmem_max, but needs CAP_NET_ADMIN.
            socket.SetRawSocketOption(SocketLevel, ReceiveBufferForce, BitConverter.GetBytes(WantedReceiveBufferSize));
        }
        catch (SocketException)
        {
            socket.ReceiveBufferSize = WantedReceiveBufferSize;
        }
    }
}
