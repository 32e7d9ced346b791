using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Rackd.Wire.Link;

namespace Rackd.Services.Net;

/// <summary>An interface and a protocol, as a packet socket is bound to them (<c>struct sockaddr_ll</c>, packet(7)).</summary>
internal sealed class LinkLayerEndPoint(int interfaceIndex, EtherType protocol) : EndPoint
{
    private const int Size = 20;
    private const int ProtocolOffset = 2;
    private const int InterfaceOffset = 4;

    public override AddressFamily AddressFamily => AddressFamily.Packet;

    public override SocketAddress Serialize()
    {
        SocketAddress address = new(AddressFamily.Packet, Size);
        Span<byte> octets = address.Buffer.Span;
        BinaryPrimitives.WriteUInt16BigEndian(octets[ProtocolOffset..], (ushort)protocol);
        BitConverter.TryWriteBytes(octets[InterfaceOffset..], interfaceIndex);
        return address;
    }

    public override EndPoint Create(SocketAddress socketAddress) => this;
}
