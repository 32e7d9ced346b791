using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rackd.Domain.Addresses;
using Rackd.Wire.Link;

namespace Rackd.Services.Net;

/// <summary>
/// A packet socket on one interface (packet(7)): it reaches clients that have no address yet, and hears what they send to
/// everybody, before the kernel's own stack has a say.
/// </summary>
internal sealed class PacketSocketPort : IFramePort
{
    private const int PacketLevel = 263; // SOL_PACKET
    private const int AuxiliaryData = 8; // PACKET_AUXDATA
    private const int IgnoreOutgoing = 23; // PACKET_IGNORE_OUTGOING
    private const uint ChecksumNotReady = 1 << 3; // TP_STATUS_CSUMNOTREADY
    private const int LargestFrame = 9216;
    private const int ControlSize = 64;
    private const int WakeUpMilliseconds = 250;

    private readonly Socket _socket;
    private readonly Thread _thread;
    private FrameReceiver? _receiver;
    private volatile bool _stopping;

    /// <summary>Opens the port. Needs CAP_NET_RAW.</summary>
    /// <exception cref="SocketException">The socket cannot be had.</exception>
    public PacketSocketPort(LinkState link, PacketFilter filter)
    {
        // Without a protocol nothing arrives before the bind, so no frame slips in that the filter would refuse.
        _socket = new Socket(AddressFamily.Packet, SocketType.Raw, ProtocolType.Unspecified)
        {
            ReceiveTimeout = WakeUpMilliseconds,
        };

        try
        {
            filter.AttachTo(_socket);
            _socket.SetRawSocketOption(PacketLevel, AuxiliaryData, BitConverter.GetBytes(1));
            _socket.SetRawSocketOption(PacketLevel, IgnoreOutgoing, BitConverter.GetBytes(1));
            SocketBuffers.TryGrowReceive(_socket, SocketBuffers.Burst);
            _socket.Bind(new LinkLayerEndPoint(link.Index, EtherType.Ipv4));
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        _thread = new Thread(Receive) { IsBackground = true, Name = $"frames {link.Name}" };
    }

    public void Start(FrameReceiver receiver)
    {
        _receiver = receiver;
        _thread.Start();
    }

    public void Send(ReadOnlySpan<byte> frame) => _socket.Send(frame);

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
        byte[] frame = GC.AllocateUninitializedArray<byte>(LargestFrame, pinned: true);
        byte[] control = GC.AllocateUninitializedArray<byte>(ControlSize, pinned: true);
        while (!_stopping)
        {
            int length = ReceiveOne(frame, control, out bool checksumReady);
            if (length > 0)
            {
                _receiver!(frame.AsSpan(0, length), checksumReady);
            }
        }
    }

    private unsafe int ReceiveOne(byte[] frame, byte[] control, out bool checksumReady)
    {
        fixed (byte* frameStart = frame, controlStart = control)
        {
            Libc.Vector vector = new() { Start = frameStart, Length = (nuint)frame.Length };
            Libc.MessageHeader message = new()
            {
                Vectors = &vector,
                VectorCount = 1,
                Control = controlStart,
                ControlLength = (nuint)control.Length,
            };
            nint length = Libc.ReceiveMessage(_socket.SafeHandle, &message, flags: 0);
            checksumReady = length <= 0 || !IsChecksumMissing(controlStart, (int)message.ControlLength);
            if (length < 0 && Marshal.GetLastPInvokeError() is not (Libc.TryAgain or Libc.Interrupted))
            {
                // The interface went down. It may come back under the same index; whoever owns the port decides.
                Thread.Sleep(WakeUpMilliseconds);
            }

            return (int)length;
        }
    }

    private static unsafe bool IsChecksumMissing(byte* control, int length)
    {
        Libc.ControlHeader* header = (Libc.ControlHeader*)control;
        return length >= sizeof(Libc.ControlHeader) + sizeof(uint)
            && header->Level == PacketLevel
            && header->Type == AuxiliaryData
            && (*(uint*)(control + sizeof(Libc.ControlHeader)) & ChecksumNotReady) != 0;
    }
}
