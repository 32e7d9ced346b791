namespace Rackd.Wire.Dhcp4;

/// <summary>Client Machine Identifier (option 97, RFC 4578 §2.3): type 0 and the SMBIOS UUID.</summary>
public static class ClientMachineIdentifier
{
    /// <summary>Length of the value, in octets.</summary>
    public const int Size = 17;

    private const byte UuidType = 0;

    /// <summary>
    /// Reads the UUID. SMBIOS keeps its first three fields little-endian, and firmware sends them so.
    /// False when the value is malformed, all zeros or all ones, which identify nobody.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out Guid uuid)
    {
        uuid = default;
        if (value.Length != Size || value[0] != UuidType)
        {
            return false;
        }

        uuid = new Guid(value[1..], bigEndian: false);
        return uuid != Guid.Empty && uuid != Guid.AllBitsSet;
    }

    /// <summary>The option's value for a UUID, as <see cref="TryRead"/> takes it apart.</summary>
    public static byte[] ToOctets(Guid uuid) => [UuidType, .. uuid.ToByteArray(bigEndian: false)];
}
