using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Configuration;

/// <summary>What architectures are called in the configuration.</summary>
public static class ArchitectureNames
{
    private const string HttpSuffix = "-http";

    private static readonly (ClientArchitecture Plain, ClientArchitecture Http, string Name)[] _rows =
    [
        (ClientArchitecture.Bios, ClientArchitecture.BiosHttp, "bios"),
        (ClientArchitecture.UefiIa32, ClientArchitecture.UefiIa32Http, "uefi-ia32"),
        (ClientArchitecture.UefiX64, ClientArchitecture.UefiX64Http, "uefi-x64"),
        (ClientArchitecture.UefiEbc, ClientArchitecture.UefiEbcHttp, "uefi-ebc"),
        (ClientArchitecture.UefiArm32, ClientArchitecture.UefiArm32Http, "uefi-arm32"),
        (ClientArchitecture.UefiArm64, ClientArchitecture.UefiArm64Http, "uefi-arm64"),
        (ClientArchitecture.UefiRiscv64, ClientArchitecture.UefiRiscv64Http, "uefi-riscv64"),
    ];

    private static readonly FrozenDictionary<ClientArchitecture, string> _names = _rows
        .SelectMany(row => new[] { (Key: row.Plain, row.Name), (Key: row.Http, Name: row.Name + HttpSuffix) })
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Name);

    private static readonly FrozenDictionary<string, ClientArchitecture> _byName =
        _names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    private static readonly FrozenDictionary<ClientArchitecture, ClientArchitecture> _plainForms =
        _rows.ToFrozenDictionary(row => row.Http, row => row.Plain);

    /// <summary>All names: <c>bios</c>, <c>uefi-x64</c>, <c>uefi-x64-http</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. _rows.Select(row => row.Name), .. _rows.Select(row => row.Name + HttpSuffix)];

    /// <summary>The name of an architecture; the decimal number of a code that has none.</summary>
    public static string Of(ClientArchitecture architecture) =>
        _names.GetValueOrDefault(architecture) ?? ((ushort)architecture).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Of"/> writes.</summary>
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
}
