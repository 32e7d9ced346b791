namespace Rackd.Domain.Boot;

/// <summary>What a served file is for in the course of a boot.</summary>
public enum BootFileRole
{
    /// <summary>Nothing that rackd's profiles name.</summary>
    Other = 0,

    /// <summary>A network boot program: iPXE, GRUB, PXELINUX, shim.</summary>
    Loader,

    /// <summary>A rendered boot script or menu.</summary>
    Script,

    /// <summary>A kernel.</summary>
    Kernel,

    /// <summary>An initial RAM disk.</summary>
    Initrd,
}
