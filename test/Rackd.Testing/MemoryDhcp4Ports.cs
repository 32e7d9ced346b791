using System.Net.Sockets;
using System.Threading.Channels;
using Rackd.Domain.Addresses;
using Rackd.Services.Dhcp4;
using Rackd.Services.Net;
using Rackd.Wire.Addresses;

namespace Rackd.Testing;

/// <summary>The ports of a host that has no network: what is sent is kept, what a test puts in arrives.</summary>
public sealed class MemoryDhcp4Ports : IDhcp4Ports
{
    private readonly Lock _lock = new();
    private readonly List<string> _opened = [];
    private readonly Dictionary<string, MemoryFramePort> _frames = [];
    private readonly Dictionary<Ipv4Address, MemoryDatagramPort> _datagrams = [];

    /// <summary>Every opening in order: interface names and addresses.</summary>
    public IReadOnlyList<string> Opened
    {
        get
        {
            lock (_lock)
            {
                return [.. _opened];
            }
        }
    }

    /// <summary>When set, opening fails with this error.</summary>
    public SocketError? Failure { get; set; }

    /// <summary>The port on an interface that is open now.</summary>
    public MemoryFramePort Frames(string name)
    {
        lock (_lock)
        {
            return _frames[name];
        }
    }

    /// <summary>The port on an address that is open now.</summary>
    public MemoryDatagramPort Datagrams(Ipv4Address address)
    {
        lock (_lock)
        {
            return _datagrams[address];
        }
    }

    /// <inheritdoc/>
    public IFramePort OpenFrames(LinkState link)
    {
        Fail();
        lock (_lock)
        {
            _opened.Add(link.Name);
            return _frames[link.Name] = new MemoryFramePort();
        }
    }

    /// <inheritdoc/>
    public IDatagramPort OpenDatagrams(Ipv4Address address)
    {
        Fail();
        lock (_lock)
        {
            _opened.Add(address.ToString());
            return _datagrams[address] = new MemoryDatagramPort();
        }
    }

    private void Fail()
    {
        if (Failure is { } error)
        {
            throw new SocketException((int)error);
        }
    }
}

/// <summary>Frames in memory.</summary>
public sealed class MemoryFramePort : IFramePort
{
    private readonly Channel<byte[]> _sent = Channel.CreateUnbounded<byte[]>();
    private FrameReceiver? _receiver;

    /// <summary>Whether the port has been closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Frames sent and not taken yet.</summary>
    public ChannelReader<byte[]> Sent => _sent.Reader;

    /// <inheritdoc/>
    public void Start(FrameReceiver receiver) => _receiver = receiver;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> frame)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        _sent.Writer.TryWrite(frame.ToArray());
    }

    /// <summary>Lets a frame arrive.</summary>
    public void Receive(ReadOnlySpan<byte> frame, bool checksumReady = true) => _receiver!(frame, checksumReady);

    /// <inheritdoc/>
    public void Dispose() => IsClosed = true;
}

/// <summary>A datagram as it was sent.</summary>
public sealed record SentDatagram(IReadOnlyList<byte> Octets, Ipv4Address Destination, ushort Port);

/// <summary>Datagrams in memory.</summary>
public sealed class MemoryDatagramPort : IDatagramPort
{
    private readonly Channel<SentDatagram> _sent = Channel.CreateUnbounded<SentDatagram>();
    private DatagramReceiver? _receiver;

    /// <summary>Whether the port has been closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Datagrams sent and not taken yet.</summary>
    public ChannelReader<SentDatagram> Sent => _sent.Reader;

    /// <inheritdoc/>
    public void Start(DatagramReceiver receiver) => _receiver = receiver;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> datagram, Ipv4Address destination, ushort port)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        _sent.Writer.TryWrite(new SentDatagram(datagram.ToArray(), destination, port));
    }

    /// <summary>Lets a datagram arrive.</summary>
    public void Receive(ReadOnlySpan<byte> datagram, Ipv4Address source, ushort port = 68) =>
        _receiver!(datagram, source, port);

    /// <inheritdoc/>
    public void Dispose() => IsClosed = true;
}
