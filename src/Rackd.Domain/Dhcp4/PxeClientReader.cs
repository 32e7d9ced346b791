using System.Buffers.Binary;
using Rackd.Domain.Boot;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Dhcp4;

/// <summary>Recognises firmware and boot loaders by what they send.</summary>
public static class PxeClientReader
{
    /// <summary>Reads options 60, 77, 93, 97 and 175.</summary>
    public static PxeClient Read(in Dhcp4Message message)
    {
        ReadOnlySpan<byte> vendorClass = message.Options.First(Dhcp4OptionCode.VendorClass);
        PxeClientKind kind = KindOf(message, vendorClass);
        if (kind == PxeClientKind.None)
        {
            return PxeClient.None;
        }

        ReadOnlySpan<byte> identifier = message.Options.First(Dhcp4OptionCode.ClientMachineIdentifier);
        return new PxeClient(
            kind,
            ArchitectureOf(message, vendorClass),
            VendorClass.ToText(vendorClass),
            ClientMachineIdentifier.TryRead(identifier, out Guid uuid) ? uuid : null);
    }

    private static PxeClientKind KindOf(in Dhcp4Message message, ReadOnlySpan<byte> vendorClass)
    {
        // iPXE says PXEClient as well, so it is looked for first. Its user class is bare text, or RFC 3004 with a length.
        ReadOnlySpan<byte> userClass = message.Options.First(Dhcp4OptionCode.UserClass);
        if (userClass.SequenceEqual("iPXE"u8) || userClass.SequenceEqual("\x04iPXE"u8)
            || message.Options.Contains(Dhcp4OptionCode.Ipxe))
        {
            return PxeClientKind.Ipxe;
        }

        if (VendorClass.IsHttp(vendorClass))
        {
            return PxeClientKind.HttpBoot;
        }

        return VendorClass.IsPxe(vendorClass) ? PxeClientKind.PxeRom : PxeClientKind.None;
    }

    private static ClientArchitecture? ArchitectureOf(in Dhcp4Message message, ReadOnlySpan<byte> vendorClass)
    {
        // RFC 4578 §2.1: a list, of which the first that is known counts.
        ReadOnlySpan<byte> list = message.Options.First(Dhcp4OptionCode.ClientArchitecture);
        for (int index = 0; index + sizeof(ushort) <= list.Length; index += sizeof(ushort))
        {
            ClientArchitecture listed = (ClientArchitecture)BinaryPrimitives.ReadUInt16BigEndian(list[index..]);
            if (Enum.IsDefined(listed))
            {
                return listed;
            }
        }

        if (list.Length >= sizeof(ushort))
        {
            return (ClientArchitecture)BinaryPrimitives.ReadUInt16BigEndian(list);
        }

        return VendorClass.TryReadArchitecture(vendorClass, out ClientArchitecture architecture) ? architecture : null;
    }
}
