using System.Buffers.Binary;
using Rackd.Wire.Dhcp4;
using Rackd.Wire.Link;

namespace Rackd.Domain.Dhcp4;

/// <summary>How long a reply may be.</summary>
internal static class MessageSize
{
    private const int SmallestDatagram = 576;

    /// <summary>
    /// Octets for options. Option 57 counts the IP datagram (RFC 2132 §9.10); what is beyond the link's MTU would be
    /// fragmented, and EDK2 says 65280 because it swaps the octets, so the MTU has the last word.
    /// </summary>
    public static int RoomForOptions(in Dhcp4Message request, int mtu)
    {
        ReadOnlySpan<byte> option = request.Options.First(Dhcp4OptionCode.MaximumMessageSize);
        int wanted = option.Length == sizeof(ushort) ? BinaryPrimitives.ReadUInt16BigEndian(option) : SmallestDatagram;
        int largest = Math.Clamp(mtu, SmallestDatagram, Dhcp4Reply.LargestSize + UdpFrame.OverheadWithinMtu);
        int datagram = Math.Clamp(wanted, SmallestDatagram, largest);
        return datagram - UdpFrame.OverheadWithinMtu - Dhcp4Message.FixedSize - sizeof(uint) - 1;
    }
}
