namespace Rackd.Domain.Events;

/// <summary>How far a boot is, in the order in which a machine gets there.</summary>
public enum BootStage
{
    /// <summary>A file that tells nothing about how far the boot is.</summary>
    File = 0,

    /// <summary>The firmware looks for a DHCP server.</summary>
    Discover,

    /// <summary>rackd offers an address.</summary>
    Offer,

    /// <summary>The firmware takes the offer.</summary>
    Request,

    /// <summary>rackd commits the lease.</summary>
    Ack,

    /// <summary>The firmware fetches its loader over TFTP or HTTP.</summary>
    Loader,

    /// <summary>iPXE asks for an address of its own.</summary>
    IpxeDhcp,

    /// <summary>The loader fetches its script or menu.</summary>
    Script,

    /// <summary>The loader fetches the kernel.</summary>
    Kernel,

    /// <summary>The loader fetches an initial RAM disk.</summary>
    Initrd,

    /// <summary>The operating system asks for an address: the machine runs.</summary>
    OsDhcp,
}

/// <summary>The words for stages.</summary>
public static class BootStageWords
{
    /// <summary>The stage as it stands in a table: <c>dhcp (ipxe)</c>.</summary>
    public static string Word(this BootStage stage) => stage switch
    {
        BootStage.File => "file",
        BootStage.Discover => "discover",
        BootStage.Offer => "offer",
        BootStage.Request => "request",
        BootStage.Ack => "ack",
        BootStage.Loader => "loader",
        BootStage.IpxeDhcp => "dhcp (ipxe)",
        BootStage.Script => "script",
        BootStage.Kernel => "kernel",
        BootStage.Initrd => "initrd",
        BootStage.OsDhcp => "dhcp (os)",
    };
}
