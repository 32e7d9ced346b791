using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Rackd.Wire.Binary;
using Rackd.Wire.Tftp;

namespace Rackd.Services.Tests.Tftp;

/// <summary>A packet that came, and where from.</summary>
internal sealed record Arrived(byte[] Packet, IPEndPoint From)
{
    public TftpOpcode Opcode => TftpPacket.PeekOpcode(Packet);

    public ushort Block => Opcode == TftpOpcode.Data
        ? (ushort)((Packet[2] << 8) | Packet[3])
        : throw new InvalidOperationException($"{Opcode} has no block");

    public byte[] Octets => Packet[TftpData.HeaderSize..];

    public TftpError Error => TftpError.TryRead(Packet, out TftpError error) == WireError.None
        ? error
        : throw new InvalidOperationException($"{Opcode} is no error");

    public string Options => TftpOptionAcknowledgement.TryRead(Packet, out TftpOptionAcknowledgement? answer) == WireError.None
        ? answer!.Options.ToString()
        : throw new InvalidOperationException($"{Opcode} has no options");
}

/// <summary>A client that sends what a test wants, on a port of its own.</summary>
internal sealed class TftpTestClient : IDisposable
{
    private readonly Socket _socket;
    private readonly IPEndPoint _server;
    private readonly byte[] _buffer = new byte[70_000];

    public TftpTestClient(IPEndPoint server, IPAddress? source = null)
    {
        _server = server;
        bool isIpv4 = server.AddressFamily == AddressFamily.InterNetwork;
        _socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(source ?? (isIpv4 ? IPAddress.Loopback : IPAddress.IPv6Loopback), 0));
    }

    public IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public bool HasWaiting => _socket.Available > 0;

    public void Dispose() => _socket.Dispose();

    public void SendRaw(ReadOnlySpan<byte> packet, IPEndPoint? to = null) => _socket.SendTo(packet, to ?? _server);

    public void Request(string name, string options = "", string mode = "octet", TftpOpcode operation = TftpOpcode.ReadRequest)
    {
        TftpOption[] asked =
        [
            .. options.Split(", ", StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split(' '))
                .Select(pair => new TftpOption(pair[0], pair[1])),
        ];
        ArrayBufferWriter<byte> writer = new();
        new TftpRequest(operation, name, mode, new TftpOptions(asked)).WriteTo(writer);
        SendRaw(writer.WrittenSpan);
    }

    /// <summary>Asks at the broadcast address of the loopback network.</summary>
    public void BroadcastRequest(string name)
    {
        _socket.EnableBroadcast = true;
        ArrayBufferWriter<byte> writer = new();
        new TftpRequest(TftpOpcode.ReadRequest, name, "octet", TftpOptions.None).WriteTo(writer);
        SendRaw(writer.WrittenSpan, new IPEndPoint(IPAddress.Parse("127.255.255.255"), _server.Port));
    }

    public void Acknowledge(int block, IPEndPoint to) => SendRaw([0, 4, (byte)(block >> 8), (byte)block], to);

    public void Abort(TftpErrorCode code, IPEndPoint to) => SendRaw([0, 5, 0, (byte)code, (byte)'x', 0], to);

    public async Task<Arrived> ReceiveAsync(CancellationToken cancellationToken)
    {
        IPEndPoint any = new(_server.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        SocketReceiveFromResult result = await _socket.ReceiveFromAsync(_buffer, SocketFlags.None, any, cancellationToken);
        return new Arrived(_buffer[..result.ReceivedBytes], (IPEndPoint)result.RemoteEndPoint);
    }

    /// <summary>Fetches a whole file as a client does that has agreed to <paramref name="window"/>.</summary>
    public async Task<byte[]> FetchAsync(
        string name, string options, int blockSize, int window, CancellationToken cancellationToken, string mode = "octet")
    {
        Request(name, options, mode);
        MemoryStream file = new();
        long last = 0;
        int unacknowledged = 0;
        while (true)
        {
            Arrived arrived = await ReceiveAsync(cancellationToken);
            if (arrived.Opcode == TftpOpcode.OptionAcknowledgement)
            {
                Acknowledge(0, arrived.From);
                continue;
            }

            if (arrived.Block == (ushort)(last + 1))
            {
                last++;
                unacknowledged++;
                await file.WriteAsync(arrived.Octets, cancellationToken);
            }
            else if (unacknowledged == 0)
            {
                continue;
            }

            bool isEnd = arrived.Block == (ushort)last && arrived.Octets.Length < blockSize;
            if (isEnd || unacknowledged == window || arrived.Block != (ushort)last)
            {
                unacknowledged = 0;
                Acknowledge((ushort)last, arrived.From);
            }

            if (isEnd)
            {
                return file.ToArray();
            }
        }
    }
}
