using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading.Channels;
using Rackd.Domain.Addresses;
using Rackd.Services.Net;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;
using Rackd.Wire.Dhcp4;
using Rackd.Wire.Link;

namespace Rackd.Services.Simulation;

/// <summary>One interface on which many simulated machines speak DHCP, each under its own hardware address.</summary>
public sealed class SimulatedLink : IDisposable
{
    private const ushort ClientPort = 68;
    private const ushort ServerPort = 67;
    private const int MostWaiting = 16;

    private readonly IFramePort _port;
    private readonly ConcurrentDictionary<MacAddress, Channel<byte[]>> _machines = [];
    private readonly Lock _sending = new();
    private readonly byte[] _frame = new byte[UdpFrame.HeaderSize + Dhcp4Request.LargestSize];

    /// <summary>Takes a port over and begins to listen.</summary>
    public SimulatedLink(IFramePort port)
    {
        _port = port;
        port.Start(OnFrame);
    }

    /// <summary>Opens an interface of this host. Needs CAP_NET_RAW.</summary>
    /// <exception cref="SocketException">The interface is not there, or the socket cannot be had.</exception>
    public static SimulatedLink Open(string interfaceName)
    {
        using LinkWatcher links = new(TimeProvider.System);
        LinkState link = links.Read().FirstOrDefault(link => link.Name == interfaceName)
            ?? throw new SocketException((int)SocketError.AddressNotAvailable, $"there is no interface {interfaceName}");
        return new SimulatedLink(new PacketSocketPort(link, PacketFilter.Udp(ClientPort)));
    }

    /// <summary>Connects a machine; the channel gets the DHCP answers that its network card would let through.</summary>
    public ChannelReader<byte[]> Connect(MacAddress mac)
    {
        BoundedChannelOptions options = new(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite };
        return _machines.GetOrAdd(mac, _ => Channel.CreateBounded<byte[]>(options)).Reader;
    }

    /// <summary>Takes a machine off.</summary>
    public void Disconnect(MacAddress mac) => _machines.TryRemove(mac, out _);

    /// <summary>Broadcasts a request.</summary>
    /// <exception cref="SocketException">The interface is down or gone.</exception>
    public void Send(MacAddress mac, Dhcp4Request request)
    {
        lock (_sending)
        {
            Span<byte> message = new byte[Dhcp4Request.LargestSize];
            int length = UdpFrame.Write(
                _frame,
                to: new UdpStation(MacAddress.Broadcast, Ipv4Address.Broadcast, ServerPort),
                from: new UdpStation(mac, Ipv4Address.Any, ClientPort),
                message[..request.WriteTo(message)]);
            _port.Send(_frame.AsSpan(0, length));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _port.Dispose();

    private void OnFrame(ReadOnlySpan<byte> octets, bool checksumReady)
    {
        if (UdpFrame.TryRead(octets, checksumReady, out UdpFrame frame) != WireError.None
            || frame.DestinationPort != ClientPort
            || Dhcp4Message.TryRead(frame.Payload, out Dhcp4Message message) != WireError.None)
        {
            return;
        }

        bool reachesCard = frame.Ethernet.Destination == MacAddress.Broadcast || frame.Ethernet.Destination == message.Mac;
        if (reachesCard && _machines.TryGetValue(message.Mac, out Channel<byte[]>? machine))
        {
            machine.Writer.TryWrite(frame.Payload.ToArray());
        }
    }
}
