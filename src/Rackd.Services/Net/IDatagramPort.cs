using Rackd.Wire.Addresses;

namespace Rackd.Services.Net;

/// <summary>Takes a datagram that came in. The octets are only valid during the call.</summary>
/// <param name="datagram">The payload.</param>
/// <param name="source">Sender.</param>
/// <param name="port">Sender's port.</param>
public delegate void DatagramReceiver(ReadOnlySpan<byte> datagram, Ipv4Address source, ushort port);

/// <summary>UDP datagrams to and from one address of ours, through the kernel's stack.</summary>
public interface IDatagramPort : IDisposable
{
    /// <summary>Begins to hand datagrams to <paramref name="receiver"/>, on a thread of the port's own.</summary>
    void Start(DatagramReceiver receiver);

    /// <summary>Sends a datagram.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no route, or the interface is down.</exception>
    void Send(ReadOnlySpan<byte> datagram, Ipv4Address destination, ushort port);
}
