using Rackd.Wire.Addresses;

namespace Rackd.Domain.Configuration;

/// <summary><c>[[machine]]</c></summary>
public sealed record MachineConfig
{
    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Labels for boot rules.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>SMBIOS UUID (option 97).</summary>
    public Guid? Uuid { get; init; }

    /// <summary>Boot profile; the rules decide unless given.</summary>
    public string? Boot { get; init; }

    /// <summary><c>[[machine.nic]]</c></summary>
    public IReadOnlyList<NicConfig> Nics { get; init; } = [];
}

/// <summary><c>[[machine.nic]]</c></summary>
/// <param name="Mac">Hardware address.</param>
/// <param name="Name">The interface's name on the machine, null for none.</param>
/// <param name="Address">Address that DHCP always gives it, null for one from a dynamic range.</param>
public sealed record NicConfig(MacAddress Mac, string? Name, Ipv4Address? Address);
