namespace Rackd.Wire.Dhcp4;

/// <summary>
/// Client System Architecture Type (option 93, RFC 4578 §2.1; IANA "Processor Architecture Types"). Codes that are not
/// listed survive as numbers.
/// </summary>
public enum ClientArchitecture : ushort
{
    /// <summary>x86 BIOS.</summary>
    Bios = 0x00,

    /// <summary>x86 UEFI, 32 bits.</summary>
    UefiIa32 = 0x06,

    /// <summary>x64 UEFI. RFC 4578 prints "EFI BC" here; erratum 4624 and IANA correct it.</summary>
    UefiX64 = 0x07,

    /// <summary>EFI byte code; some x64 firmware sends it.</summary>
    UefiEbc = 0x09,

    /// <summary>ARM 32-bit UEFI.</summary>
    UefiArm32 = 0x0A,

    /// <summary>ARM 64-bit UEFI.</summary>
    UefiArm64 = 0x0B,

    /// <summary>x86 UEFI, 32 bits, boot from HTTP.</summary>
    UefiIa32Http = 0x0F,

    /// <summary>x64 UEFI, boot from HTTP.</summary>
    UefiX64Http = 0x10,

    /// <summary>EFI byte code, boot from HTTP.</summary>
    UefiEbcHttp = 0x11,

    /// <summary>ARM 32-bit UEFI, boot from HTTP.</summary>
    UefiArm32Http = 0x12,

    /// <summary>ARM 64-bit UEFI, boot from HTTP.</summary>
    UefiArm64Http = 0x13,

    /// <summary>x86 BIOS, boot from HTTP.</summary>
    BiosHttp = 0x14,

    /// <summary>RISC-V 64-bit UEFI.</summary>
    UefiRiscv64 = 0x1B,

    /// <summary>RISC-V 64-bit UEFI, boot from HTTP.</summary>
    UefiRiscv64Http = 0x1C,
}
