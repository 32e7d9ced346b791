using System.Collections.Frozen;
using System.Globalization;
using Rackd.Domain.Configuration;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Boot;

/// <summary>A program that reads a rendered script.</summary>
public enum BootLoaderKind
{
    /// <summary>iPXE.</summary>
    Ipxe = 0,

    /// <summary>GRUB 2.</summary>
    Grub,

    /// <summary>PXELINUX, lpxelinux, and U-Boot, which asks as PXELINUX does.</summary>
    Pxelinux,
}

/// <summary>What a name or query tells of the machine that asks.</summary>
/// <param name="Mac">Hardware address.</param>
/// <param name="Uuid">SMBIOS UUID.</param>
/// <param name="Address">IPv4 address.</param>
/// <param name="Architecture">Architecture (iPXE only, from the URL that DHCP gave it).</param>
public readonly record struct BootMachineKey(
    MacAddress? Mac = null, Guid? Uuid = null, Ipv4Address? Address = null, ClientArchitecture? Architecture = null);

/// <summary>What a name means in the name space that is laid over the root.</summary>
public abstract record BootName
{
    private BootName()
    {
    }

    /// <summary>Nothing: a file, or none.</summary>
    public static BootName Plain { get; } = new PlainFile();

    /// <summary>A loader's script or menu.</summary>
    /// <param name="Loader">Which loader asks.</param>
    /// <param name="Key">Whom it asks for.</param>
    /// <param name="Directory">What stands before the well-known part: empty, or a directory with a slash at the end.</param>
    /// <param name="IsLast">
    /// Whether the loader tries no name after it. Only such a name gives an unknown machine the default profile, so that a
    /// file that an operator put under the last name is not passed over.
    /// </param>
    public sealed record Script(BootLoaderKind Loader, BootMachineKey Key, string Directory, bool IsLast) : BootName;

    /// <summary>A name that loaders try on the way to another, or can do without.</summary>
    public sealed record Optional : BootName;

    /// <summary>Any other name.</summary>
    public sealed record PlainFile : BootName;
}

/// <summary>Reads the names under which boot loaders look for their scripts.</summary>
public static class BootNames
{
    private const string PxelinuxDirectory = "pxelinux.cfg";
    private const string GrubFile = "grub.cfg";
    private const string EthernetPrefix = "01-";
    private const int Ipv4HexLength = 8;

    private static readonly BootName _optional = new BootName.Optional();

    private static readonly FrozenSet<string> _optionalFiles = FrozenSet.ToFrozenSet(
        [
            "command.lst", "fs.lst", "crypto.lst", "terminal.lst", "partmap.lst", "video.lst", "parttool.lst",
            "revocations.efi", "revocations_sku.efi", "revocations_sbat.efi",
        ],
        StringComparer.Ordinal);

    /// <summary>Tells what a name means.</summary>
    /// <param name="name">A name that <see cref="BootFileName.TryNormalise"/> gave.</param>
    /// <param name="query">What stood after a question mark, percent-encoded; empty for nothing.</param>
    public static BootName Read(string name, string query = "")
    {
        int slash = name.LastIndexOf('/');
        string directory = name[..(slash + 1)];
        string file = name[(slash + 1)..];
        return file switch
        {
            BootUrl.ScriptName or "autoexec.ipxe" =>
                new BootName.Script(BootLoaderKind.Ipxe, ReadQuery(query), directory, file == BootUrl.ScriptName),
            GrubFile => new BootName.Script(BootLoaderKind.Grub, default, directory, IsLast: true),
            _ when file.StartsWith(GrubFile + "-", StringComparison.Ordinal) =>
                Search(BootLoaderKind.Grub, file[(GrubFile.Length + 1)..], directory),
            _ when IsPxelinux(directory) => ReadPxelinux(file, directory[..^(PxelinuxDirectory.Length + 1)]),
            _ when _optionalFiles.Contains(file) || IsShimCertificate(file) => _optional,
            _ => BootName.Plain,
        };
    }

    private static bool IsPxelinux(string directory) =>
        directory == PxelinuxDirectory + "/" || directory.EndsWith($"/{PxelinuxDirectory}/", StringComparison.Ordinal);

    private static bool IsShimCertificate(string file) =>
        file.StartsWith("shim_certificate", StringComparison.Ordinal) && file.EndsWith(".efi", StringComparison.Ordinal);

    private static BootName ReadPxelinux(string file, string directory) =>
        file == "default"
            ? new BootName.Script(BootLoaderKind.Pxelinux, default, directory, IsLast: true)
            : Search(BootLoaderKind.Pxelinux, file, directory);

    private static BootName Search(BootLoaderKind loader, string key, string directory)
    {
        string hardware = key.StartsWith(EthernetPrefix, StringComparison.Ordinal) ? key[EthernetPrefix.Length..] : key;
        if (hardware.Length == 17 && MacAddress.TryParse(hardware, out MacAddress mac))
        {
            return new BootName.Script(loader, new BootMachineKey(Mac: mac), directory, IsLast: false);
        }

        if (Guid.TryParseExact(key, "D", out Guid uuid))
        {
            return new BootName.Script(loader, new BootMachineKey(Uuid: uuid), directory, IsLast: false);
        }

        bool isAddress = key.Length == Ipv4HexLength
            & uint.TryParse(key, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint address);
        return isAddress
            ? new BootName.Script(loader, new BootMachineKey(Address: new Ipv4Address(address)), directory, IsLast: false)
            : _optional;
    }

    private static BootMachineKey ReadQuery(string query)
    {
        BootMachineKey key = default;
        foreach (string pair in query.Split('&'))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                key = ReadPair(key, pair[..equals], Uri.UnescapeDataString(pair[(equals + 1)..]));
            }
        }

        return key;
    }

    private static BootMachineKey ReadPair(BootMachineKey key, string name, string value) => name switch
    {
        "mac" when MacAddress.TryParse(value, out MacAddress mac) => key with { Mac = mac },
        "uuid" when Guid.TryParseExact(value, "D", out Guid uuid) => key with { Uuid = uuid },
        "arch" when ArchitectureNames.TryParse(value, out ClientArchitecture architecture) =>
            key with { Architecture = architecture },
        _ => key,
    };
}
