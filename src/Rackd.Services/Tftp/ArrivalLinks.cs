using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rackd.Domain.Tftp;

namespace Rackd.Services.Tftp;

/// <summary>
/// What the receive loop needs to know of the interfaces that requests come in on; asked of the kernel now and then, not
/// per packet. The owner is the receive loop.
/// </summary>
internal sealed partial class ArrivalLinks(Socket socket, TimeProvider time)
{
    private const int RequestSize = 40;
    private const int ValueOffset = 16;
    private const nuint GetInterfaceName = 0x8910;
    private const nuint GetInterfaceMtu = 0x8921;

    private static readonly TimeSpan _refreshAfter = TimeSpan.FromSeconds(30);

    private readonly Dictionary<int, int?> _mtuByIndex = [];
    private readonly HashSet<IPAddress> _broadcastAddresses = [];
    private long? _refreshedAt;

    /// <summary>The MTU of an interface in octets, null when the kernel does not tell.</summary>
    public int? FindMtu(int interfaceIndex)
    {
        Refresh();
        if (!_mtuByIndex.TryGetValue(interfaceIndex, out int? mtu))
        {
            mtu = AskMtu(interfaceIndex);
            _mtuByIndex[interfaceIndex] = mtu;
        }

        return mtu;
    }

    /// <summary>Whether an address that a packet was sent to is one host's.</summary>
    public bool IsUnicast(IPAddress address)
    {
        Refresh();
        return !RequestAdmission.IsMulticast(address) && !_broadcastAddresses.Contains(address);
    }

    private void Refresh()
    {
        if (_refreshedAt is { } refreshedAt && time.GetElapsedTime(refreshedAt) < _refreshAfter)
        {
            return;
        }

        _refreshedAt = time.GetTimestamp();
        _mtuByIndex.Clear();
        _broadcastAddresses.Clear();
        foreach (NetworkInterface link in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (UnicastIPAddressInformation own in link.GetIPProperties().UnicastAddresses)
            {
                // A prefix of 31 or 32 bits has no broadcast address (RFC 3021).
                if (own.Address.AddressFamily == AddressFamily.InterNetwork && own.PrefixLength is > 0 and < 31)
                {
                    _broadcastAddresses.Add(BroadcastAddress(own.Address, own.PrefixLength));
                }
            }
        }
    }

    private static IPAddress BroadcastAddress(IPAddress address, int prefixLength)
    {
        Span<byte> octets = stackalloc byte[4];
        address.TryWriteBytes(octets, out _);
        uint hostBits = uint.MaxValue >> prefixLength;
        BinaryPrimitives.WriteUInt32BigEndian(octets, BinaryPrimitives.ReadUInt32BigEndian(octets) | hostBits);
        return new IPAddress(octets);
    }

    private int? AskMtu(int interfaceIndex)
    {
        Span<byte> request = stackalloc byte[RequestSize];
        request.Clear();
        MemoryMarshal.Write(request[ValueOffset..], interfaceIndex);
        if (Ask(GetInterfaceName, request) < 0)
        {
            return null;
        }

        request[ValueOffset..].Clear();
        return Ask(GetInterfaceMtu, request) < 0 ? null : MemoryMarshal.Read<int>(request[ValueOffset..]);
    }

    private unsafe int Ask(nuint request, Span<byte> argument)
    {
        fixed (byte* pointer = argument)
        {
            return InputOutputControl(socket.SafeHandle, request, pointer);
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int InputOutputControl(SafeHandle descriptor, nuint request, byte* argument);
}
