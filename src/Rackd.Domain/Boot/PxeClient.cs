using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Boot;

/// <summary>Which program on a machine speaks DHCP.</summary>
public enum PxeClientKind
{
    /// <summary>An operating system or anything else that does not ask for a boot file.</summary>
    None = 0,

    /// <summary>A PXE ROM: <c>PXEClient</c> in option 60.</summary>
    PxeRom,

    /// <summary>UEFI HTTP Boot: <c>HTTPClient</c> in option 60.</summary>
    HttpBoot,

    /// <summary>iPXE: user class <c>iPXE</c> (option 77) or its encapsulated options (175).</summary>
    Ipxe,
}

/// <summary>What firmware asks: everything in a DHCP request that decides what it boots.</summary>
/// <param name="Kind">The program that asks.</param>
/// <param name="Architecture">Option 93, else the <c>Arch:</c> part of option 60; null when neither says.</param>
/// <param name="VendorClass">Option 60 as text, empty when absent.</param>
/// <param name="Uuid">Option 97 as an RFC 4122 value, null when absent, all zeros or all ones.</param>
public sealed record PxeClient(PxeClientKind Kind, ClientArchitecture? Architecture, string VendorClass, Guid? Uuid)
{
    /// <summary>
    /// Whether this is iPXE that rackd gave to the machine a moment ago, rather than iPXE out of its ROM.
    /// </summary>
    public bool IsGiven { get; init; }

    /// <summary>A client that does not ask for a boot file.</summary>
    public static PxeClient None { get; } = new(PxeClientKind.None, null, string.Empty, null);
}
