namespace Rackd.LinkTests.Lab;

/// <summary>How a virtual machine boots from the network.</summary>
public enum Firmware
{
    /// <summary>SeaBIOS and the iPXE ROM of QEMU's network card.</summary>
    Bios,

    /// <summary>OVMF's own PXE over IPv4.</summary>
    UefiPxe,

    /// <summary>OVMF's HTTP boot over IPv4.</summary>
    UefiHttp,
}
