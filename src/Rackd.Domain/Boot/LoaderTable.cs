using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rackd.Domain.Configuration;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Boot;

/// <summary>Which boot program an architecture gets, and what architectures are called in the configuration.</summary>
public static class LoaderTable
{
    private const string HttpSuffix = "-http";

    // snponly.efi rather than ipxe.efi: it uses the firmware's own driver, which is known to work, having just loaded it.
    private static readonly (ClientArchitecture Plain, ClientArchitecture Http, string Name, string File)[] _rows =
    [
        (ClientArchitecture.Bios, ClientArchitecture.BiosHttp, "bios", "undionly.kpxe"),
        (ClientArchitecture.UefiIa32, ClientArchitecture.UefiIa32Http, "uefi-ia32", "snponly-ia32.efi"),
        (ClientArchitecture.UefiX64, ClientArchitecture.UefiX64Http, "uefi-x64", "snponly.efi"),
        (ClientArchitecture.UefiEbc, ClientArchitecture.UefiEbcHttp, "uefi-ebc", "snponly.efi"),
        (ClientArchitecture.UefiArm32, ClientArchitecture.UefiArm32Http, "uefi-arm32", "snponly-arm32.efi"),
        (ClientArchitecture.UefiArm64, ClientArchitecture.UefiArm64Http, "uefi-arm64", "snponly-arm64.efi"),
        (ClientArchitecture.UefiRiscv64, ClientArchitecture.UefiRiscv64Http, "uefi-riscv64", "snponly-riscv64.efi"),
    ];

    private static readonly FrozenDictionary<ClientArchitecture, string> _builtIn = _rows
        .SelectMany(row => new[] { (Key: row.Plain, row.File), (Key: row.Http, row.File) })
        .ToFrozenDictionary(pair => pair.Key, pair => pair.File);

    private static readonly FrozenDictionary<ClientArchitecture, string> _names = _rows
        .SelectMany(row => new[] { (Key: row.Plain, row.Name), (Key: row.Http, Name: row.Name + HttpSuffix) })
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Name);

    private static readonly FrozenDictionary<string, ClientArchitecture> _byName =
        _names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    private static readonly FrozenDictionary<ClientArchitecture, ClientArchitecture> _plainForms =
        _rows.ToFrozenDictionary(row => row.Http, row => row.Plain);

    /// <summary>The names that the configuration knows for architectures: <c>bios</c>, <c>uefi-x64</c>, <c>uefi-x64-http</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. _rows.Select(row => row.Name), .. _rows.Select(row => row.Name + HttpSuffix)];

    /// <summary>The built-in loader's name below the root, null for an architecture without one.</summary>
    public static string? BuiltIn(ClientArchitecture architecture) => _builtIn.GetValueOrDefault(architecture);

    /// <summary>The name in the configuration; the decimal number of a code that has none.</summary>
    public static string Name(ClientArchitecture architecture) =>
        _names.GetValueOrDefault(architecture) ?? ((ushort)architecture).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Name"/> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ClientArchitecture architecture)
    {
        architecture = default;
        if (text is null)
        {
            return false;
        }

        if (_byName.TryGetValue(text, out architecture))
        {
            return true;
        }

        bool isNumber = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort code);
        architecture = (ClientArchitecture)code;
        return isNumber;
    }

    /// <summary>The same processor and firmware when it boots by TFTP: <c>uefi-x64-http</c> becomes <c>uefi-x64</c>.</summary>
    public static ClientArchitecture PlainForm(ClientArchitecture architecture) =>
        _plainForms.GetValueOrDefault(architecture, architecture);

    /// <summary>
    /// The loader that a profile configures: for the architecture itself, else for its plain form, and for EFI byte code,
    /// which x64 firmware sends, else for x64. Null when it configures none of them.
    /// </summary>
    public static string? Configured(BootProfileConfig profile, ClientArchitecture architecture)
    {
        ClientArchitecture plain = PlainForm(architecture);
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
