using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Simulation;

/// <summary>How a simulated machine begins its boot.</summary>
public enum FirmwareKind
{
    /// <summary>A PXE 2.1 ROM on a network card in an x86 machine with BIOS: loader over TFTP.</summary>
    BiosPxe = 0,

    /// <summary>PXE of EDK II on x64: loader over TFTP.</summary>
    UefiPxe,

    /// <summary>HTTP Boot of EDK II on x64: loader over HTTP.</summary>
    UefiHttp,
}

/// <summary>What holds for every machine of a kind.</summary>
public static class FirmwareKindFacts
{
    /// <summary>The kind as people call it: <c>UEFI HTTP Boot</c>.</summary>
    public static string Word(this FirmwareKind kind) => kind switch
    {
        FirmwareKind.BiosPxe => "BIOS PXE",
        FirmwareKind.UefiPxe => "UEFI PXE",
        FirmwareKind.UefiHttp => "UEFI HTTP Boot",
    };

    /// <summary>What the firmware puts into option 93.</summary>
    public static ClientArchitecture Architecture(this FirmwareKind kind) => kind switch
    {
        FirmwareKind.BiosPxe => ClientArchitecture.Bios,
        FirmwareKind.UefiPxe => ClientArchitecture.UefiX64,
        FirmwareKind.UefiHttp => ClientArchitecture.UefiX64Http,
    };
}
