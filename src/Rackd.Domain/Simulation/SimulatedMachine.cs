using System.Buffers.Binary;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Simulation;

/// <summary>A machine that exists on the wire only.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Mac">Its hardware address.</param>
/// <param name="Uuid">Its SMBIOS UUID.</param>
/// <param name="Kind">Its firmware.</param>
public sealed record SimulatedMachine(string Name, MacAddress Mac, Guid Uuid, FirmwareKind Kind)
{
    private const int RackHeight = 42;
    private const int KindCount = 3;
    private const ulong FirstMac = 0x5254_00DE_0000;

    /// <summary>
    /// Machines as they stand in racks, <c>r1u01</c> and up, the kinds of firmware in turn. The same number always gives
    /// the same machines.
    /// </summary>
    /// <param name="count">How many, up to 65535.</param>
    public static IReadOnlyList<SimulatedMachine> Racks(int count) =>
        [.. Enumerable.Range(0, count).Select(index => At(index))];

    private static SimulatedMachine At(int index)
    {
        MacAddress mac = new(FirstMac + (ulong)index + 1);
        Span<byte> uuid = stackalloc byte[16];
        uuid.Clear();
        uuid[6] = 0x40; // version 4, RFC 9562 §5.4
        uuid[8] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(uuid[8..], 0x8000_0000_0000_0000 | mac.Value);
        return new SimulatedMachine(
            $"r{1 + (index / RackHeight)}u{1 + (index % RackHeight):00}",
            mac,
            new Guid(uuid, bigEndian: true),
            (FirmwareKind)(index % KindCount));
    }
}
