namespace Rackd.Domain.Simulation;

/// <summary>The programs that run one after the other on a machine that boots, each with a DHCP client of its own.</summary>
public enum BootProgram
{
    /// <summary>The ROM or UEFI.</summary>
    Firmware = 0,

    /// <summary>The loader that the firmware fetched.</summary>
    Ipxe,

    /// <summary>The kernel's user space.</summary>
    OperatingSystem,
}
