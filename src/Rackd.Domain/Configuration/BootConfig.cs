using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Configuration;

/// <summary><c>[boot]</c></summary>
public sealed record BootConfig
{
    /// <summary>Profile for machines that no rule names; null for none.</summary>
    public string? DefaultProfile { get; init; }

    /// <summary><c>[[boot.profile]]</c></summary>
    public IReadOnlyList<BootProfileConfig> Profiles { get; init; } = [];

    /// <summary><c>[[boot.rule]]</c>, first match wins.</summary>
    public IReadOnlyList<BootRuleConfig> Rules { get; init; } = [];
}

/// <summary>What a profile does.</summary>
public enum BootProfileKind
{
    /// <summary>Loads a Linux kernel with initial RAM disks and a command line.</summary>
    Kernel = 0,

    /// <summary>Hands over to another loader.</summary>
    Chain,

    /// <summary>Boots the machine's own disk.</summary>
    Local,

    /// <summary>Runs an iPXE script of the operator's.</summary>
    Script,
}

/// <summary><c>[[boot.profile]]</c></summary>
public sealed record BootProfileConfig
{
    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>What the profile does.</summary>
    public required BootProfileKind Kind { get; init; }

    /// <summary>Kernel below the root (kind <c>kernel</c>).</summary>
    public string? Kernel { get; init; }

    /// <summary>Initial RAM disks below the root, in order (kind <c>kernel</c>).</summary>
    public IReadOnlyList<string> Initrd { get; init; } = [];

    /// <summary>Kernel command line, a template (kind <c>kernel</c>).</summary>
    public string Cmdline { get; init; } = string.Empty;

    /// <summary>iPXE script, a template (kind <c>script</c>).</summary>
    public string? Script { get; init; }

    /// <summary>Loader by architecture, below the root; overrides the built-in names.</summary>
    public IReadOnlyDictionary<ClientArchitecture, string> Loaders { get; init; } =
        new Dictionary<ClientArchitecture, string>();
}

/// <summary><c>[[boot.rule]]</c>: which profile a machine gets. A part that is null or empty matches all.</summary>
public sealed record BootRuleConfig
{
    /// <summary>The profile that is chosen.</summary>
    public required string Profile { get; init; }

    /// <summary>Hardware addresses.</summary>
    public IReadOnlyList<MacAddress> Macs { get; init; } = [];

    /// <summary>SMBIOS UUID.</summary>
    public Guid? Uuid { get; init; }

    /// <summary>Architectures.</summary>
    public IReadOnlyList<ClientArchitecture> Architectures { get; init; } = [];

    /// <summary>Beginning of option 60.</summary>
    public string? VendorClass { get; init; }

    /// <summary>Subnet by name.</summary>
    public string? Subnet { get; init; }

    /// <summary>Machine's tag.</summary>
    public string? Tag { get; init; }
}
