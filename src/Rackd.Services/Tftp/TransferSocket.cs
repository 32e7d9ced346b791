using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Rackd.Wire.Tftp;

namespace Rackd.Services.Tftp;

/// <summary>
/// The socket of one transfer: bound to the address that was asked, so that answers come from there, on a port of its own.
/// It is not connected, so that a stranger can be told (RFC 1350 §4).
/// </summary>
internal sealed class TransferSocket : IDisposable
{
    private const int Ipv4PortOffset = 2;
    private const int Ipv6AddressOffset = 8;
    private const int Ipv6AddressLength = 16;

    private readonly Socket _socket;
    private readonly SocketAddress _client;
    private readonly SocketAddress _sender;

    /// <summary>Opens the socket.</summary>
    /// <exception cref="SocketException">The address is gone, or there are no more descriptors.</exception>
    public TransferSocket(IPAddress server, IPEndPoint client)
    {
        _client = client.Serialize();
        _sender = new SocketAddress(client.AddressFamily);
        _socket = new Socket(client.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (client.AddressFamily == AddressFamily.InterNetwork)
            {
                // PXE ROMs often cannot answer "fragmentation needed"; a router on the way may fragment.
                _socket.DontFragment = false;
            }

            _socket.Bind(new IPEndPoint(server, 0));
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether a packet waits to be received.</summary>
    public bool HasWaiting => _socket.Available > 0;

    /// <summary>Whether the packet that was received last came from the client.</summary>
    public bool IsFromClient
    {
        get
        {
            ReadOnlySpan<byte> sender = _sender.Buffer.Span[.._sender.Size];
            ReadOnlySpan<byte> client = _client.Buffer.Span[.._client.Size];
            return _client.Family == AddressFamily.InterNetwork
                ? sender[Ipv4PortOffset..8].SequenceEqual(client[Ipv4PortOffset..8])
                : sender[Ipv4PortOffset..4].SequenceEqual(client[Ipv4PortOffset..4])
                    && sender.Slice(Ipv6AddressOffset, Ipv6AddressLength)
                        .SequenceEqual(client.Slice(Ipv6AddressOffset, Ipv6AddressLength));
        }
    }

    /// <summary>Waits for a packet. Closing the socket ends the wait with an exception.</summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) =>
        _socket.ReceiveFromAsync(buffer, SocketFlags.None, _sender, CancellationToken.None);

    /// <summary>
    /// Sends packets that lie one behind the other, each <paramref name="packetSize"/> octets long but the last. This is
    /// the place where one system call can take them all.
    /// </summary>
    /// <returns>Whether the kernel took them; one that it did not take counts as lost on the way.</returns>
    public bool SendRow(ReadOnlySpan<byte> packets, int packetSize)
    {
        bool sent = true;
        while (!packets.IsEmpty)
        {
            int length = Math.Min(packetSize, packets.Length);
            sent &= TrySend(packets[..length], _client);
            packets = packets[length..];
        }

        return sent;
    }

    /// <summary>Sends one packet.</summary>
    public bool Send(ReadOnlySpan<byte> packet) => TrySend(packet, _client);

    /// <summary>Sends an ERROR to the client.</summary>
    public bool SendError(TftpErrorCode code, string message) => SendError(code, message, _client);

    /// <summary>Tells the sender of the packet that was received last that it takes no part in the transfer.</summary>
    public bool RefuseStranger() => SendError(TftpErrorCode.UnknownTransfer, "Unknown transfer ID", _sender);

    public void Dispose() => _socket.Dispose();

    private bool SendError(TftpErrorCode code, string message, SocketAddress receiver)
    {
        ArrayBufferWriter<byte> writer = new();
        new TftpError(code, message).WriteTo(writer);
        return TrySend(writer.WrittenSpan, receiver);
    }

    private bool TrySend(ReadOnlySpan<byte> packet, SocketAddress receiver)
    {
        try
        {
            _socket.SendTo(packet, SocketFlags.None, receiver);
            return true;
        }
        catch (SocketException)
        {
            // A full queue, a filter or a missing route: UDP promises no more, and the transfer's timer deals with it.
            return false;
        }
    }
}
