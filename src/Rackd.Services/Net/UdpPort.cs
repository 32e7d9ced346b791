using System.Net;
using System.Net.Sockets;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Net;

/// <summary>A UDP socket on one IPv4 address, so that replies come from the address that was asked.</summary>
internal sealed class UdpPort : IDatagramPort
{
    private const int LargestDatagram = 65_535;
    private const int WakeUpMilliseconds = 250;

    private readonly Socket _socket;
    private readonly Thread _thread;
    private DatagramReceiver? _receiver;
    private volatile bool _stopping;

    /// <summary>Binds the socket.</summary>
    /// <exception cref="SocketException">The port is taken, or the address is not ours.</exception>
    public UdpPort(Ipv4Address address, ushort port)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = WakeUpMilliseconds,
        };

        try
        {
            SocketBuffers.TryGrowReceive(_socket, SocketBuffers.Burst);
            _socket.Bind(new IPEndPoint(address.ToIPAddress(), port));
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        _thread = new Thread(Receive) { IsBackground = true, Name = $"datagrams {address}" };
    }

    public void Start(DatagramReceiver receiver)
    {
        _receiver = receiver;
        _thread.Start();
    }

    public void Send(ReadOnlySpan<byte> datagram, Ipv4Address destination, ushort port) =>
        _socket.SendTo(datagram, new IPEndPoint(destination.ToIPAddress(), port));

    public void Dispose()
    {
        _stopping = true;
        if (_thread.IsAlive && Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }

        _socket.Dispose();
    }

    private void Receive()
    {
        byte[] buffer = new byte[LargestDatagram];
        SocketAddress sender = new(AddressFamily.InterNetwork);
        while (!_stopping)
        {
            try
            {
                int length = _socket.ReceiveFrom(buffer, SocketFlags.None, sender);
                IPEndPoint source = (IPEndPoint)new IPEndPoint(IPAddress.Any, 0).Create(sender);
                Ipv4Address.TryFrom(source.Address, out Ipv4Address address);
                _receiver!(buffer.AsSpan(0, length), address, (ushort)source.Port);
            }
            catch (SocketException problem) when (problem.SocketErrorCode
                is SocketError.TimedOut or SocketError.WouldBlock or SocketError.Interrupted)
            {
                // The time to look whether the port is closing.
            }
            catch (SocketException)
            {
                // What a peer's ICMP error left on the socket (ECONNREFUSED and its like): the next datagram is fine.
                Thread.Sleep(1);
            }
        }
    }
}
