using System.Collections.Frozen;
using Rackd.Domain.Configuration;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Boot;

/// <summary>Which boot program an architecture gets.</summary>
public static class LoaderTable
{
    // snponly.efi rather than ipxe.efi: it uses the firmware's own driver, which is known to work, having just loaded it.
    private static readonly FrozenDictionary<ClientArchitecture, string> _builtIn =
        new Dictionary<ClientArchitecture, string>
        {
            [ClientArchitecture.Bios] = "undionly.kpxe",
            [ClientArchitecture.UefiIa32] = "snponly-ia32.efi",
            [ClientArchitecture.UefiX64] = "snponly.efi",
            [ClientArchitecture.UefiEbc] = "snponly.efi",
            [ClientArchitecture.UefiArm32] = "snponly-arm32.efi",
            [ClientArchitecture.UefiArm64] = "snponly-arm64.efi",
            [ClientArchitecture.UefiRiscv64] = "snponly-riscv64.efi",
        }.ToFrozenDictionary();

    /// <summary>The built-in loader's name below the root, by TFTP or HTTP; null for an architecture without one.</summary>
    public static string? BuiltIn(ClientArchitecture architecture) =>
        _builtIn.GetValueOrDefault(ArchitectureNames.PlainForm(architecture));

    /// <summary>
    /// The loader that a profile configures: for the architecture itself, else for its plain form, and for EFI byte code,
    /// which x64 firmware sends, else for x64. Null when it configures none of them.
    /// </summary>
    public static string? Configured(BootProfileConfig profile, ClientArchitecture architecture)
    {
        ClientArchitecture plain = ArchitectureNames.PlainForm(architecture);
        string? x64 = plain == ClientArchitecture.UefiEbc
            ? profile.Loaders.GetValueOrDefault(ClientArchitecture.UefiX64)
            : null;
        return profile.Loaders.GetValueOrDefault(architecture) ?? profile.Loaders.GetValueOrDefault(plain) ?? x64;
    }

    /// <summary>
    /// The loader that firmware gets for a profile: the configured one, else the built-in one. A chain profile has no
    /// built-in loader, because the loader is what it is about.
    /// </summary>
    public static string? Find(BootProfileConfig profile, ClientArchitecture architecture) =>
        Configured(profile, architecture) ?? (profile.Kind == BootProfileKind.Chain ? null : BuiltIn(architecture));

    /// <summary>Whether a file is iPXE, to judge by the names its builds have. Handed to iPXE it would start over for ever.</summary>
    public static bool IsIpxe(string file)
    {
        string name = file[(file.LastIndexOf('/') + 1)..];
        return name.StartsWith("ipxe", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("snponly", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("undionly", StringComparison.OrdinalIgnoreCase);
    }
}
