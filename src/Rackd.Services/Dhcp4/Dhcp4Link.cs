using System.Net.Sockets;
using Rackd.Domain.Addresses;
using Rackd.Domain.Dhcp4;
using Rackd.Services.Net;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;
using Rackd.Wire.Dhcp4;
using Rackd.Wire.Link;

namespace Rackd.Services.Dhcp4;

/// <summary>Takes a request that came in on a link. The octets are only valid during the call.</summary>
internal delegate void Dhcp4RequestReceiver(
    Dhcp4Link link, Ipv4Address server, ReadOnlySpan<byte> request, Ipv4Address source, bool isUnicast);

/// <summary>One interface that serves DHCPv4: its packet socket, and a UDP socket on each address of it.</summary>
internal sealed class Dhcp4Link : IDisposable
{
    private readonly IFramePort _frames;
    private readonly Dictionary<Ipv4Address, IDatagramPort> _datagrams = [];

    /// <summary>Opens the sockets.</summary>
    /// <exception cref="SocketException">A socket cannot be had.</exception>
    public Dhcp4Link(LinkState state, IDhcp4Ports ports)
    {
        State = state;
        _frames = ports.OpenFrames(state);
        try
        {
            foreach (Ipv4Address address in state.Addresses)
            {
                _datagrams[address] = ports.OpenDatagrams(address);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The interface as it was when the sockets were opened.</summary>
    public LinkState State { get; }

    /// <summary>Begins to hand requests to <paramref name="receiver"/>.</summary>
    /// <param name="receiver">Called on threads of the ports.</param>
    /// <param name="refused">Called for frames that are no datagrams, or that no station can have sent.</param>
    public void Start(Dhcp4RequestReceiver receiver, Action refused)
    {
        _frames.Start((frame, checksumReady) =>
        {
            if (UdpFrame.TryRead(frame, checksumReady, out UdpFrame udp) == WireError.None
                && !udp.Ethernet.Source.IsMulticast)
            {
                receiver(this, default, udp.Payload, udp.Ip.Source, isUnicast: false);
            }
            else
            {
                refused();
            }
        });

        foreach ((Ipv4Address server, IDatagramPort port) in _datagrams)
        {
            port.Start((datagram, source, _) => receiver(this, server, datagram, source, isUnicast: true));
        }
    }

    /// <summary>Sends a reply.</summary>
    /// <exception cref="SocketException">The interface is down, or there is no route.</exception>
    public void Send(ReplyRoute route, Ipv4Address server, ReadOnlySpan<byte> message)
    {
        switch (route)
        {
            case ReplyRoute.Broadcast:
                SendFrame(new UdpStation(MacAddress.Broadcast, Ipv4Address.Broadcast, ReplyRoute.ClientPort), server, message);
                break;
            case ReplyRoute.Frame frame:
                SendFrame(new UdpStation(frame.Mac, frame.Address, ReplyRoute.ClientPort), server, message);
                break;
            case ReplyRoute.Routed routed:
                IDatagramPort port = _datagrams.GetValueOrDefault(server) ?? _datagrams.Values.First();
                port.Send(message, routed.Address, routed.Port);
                break;
            default:
                throw new InvalidOperationException($"no way to send by {route}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _frames.Dispose();
        foreach (IDatagramPort port in _datagrams.Values)
        {
            port.Dispose();
        }
    }

    private void SendFrame(UdpStation to, Ipv4Address server, ReadOnlySpan<byte> message)
    {
        Span<byte> frame = stackalloc byte[UdpFrame.HeaderSize + Dhcp4Reply.LargestSize];
        int length = UdpFrame.Write(frame, to, new UdpStation(State.Mac, server, ReplyRoute.ServerPort), message);
        _frames.Send(frame[..length]);
    }
}
