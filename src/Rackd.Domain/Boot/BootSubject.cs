using System.Net;
using Rackd.Domain.Configuration;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Boot;

/// <summary>For whom a script is rendered, and by which server: all that a template may name.</summary>
public sealed record BootSubject
{
    /// <summary>The machine's name, null for an unknown one.</summary>
    public string? MachineName { get; init; }

    /// <summary>The hardware address it boots from, null where nothing tells it.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>SMBIOS UUID, null where nothing tells it.</summary>
    public Guid? Uuid { get; init; }

    /// <summary>The architecture it told in DHCP, null where nothing tells it.</summary>
    public ClientArchitecture? Architecture { get; init; }

    /// <summary>The subnet it asks from, null for outside every subnet.</summary>
    public SubnetConfig? Subnet { get; init; }

    /// <summary>The address of rackd that it reached.</summary>
    public required IPAddress Server { get; init; }

    /// <summary>The HTTP port of rackd.</summary>
    public required int HttpPort { get; init; }

    /// <summary>Where iPXE fetches files, without a slash at the end: <c>http://10.1.0.1:5248</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Whom messages on the machine's screen address.</summary>
    public string DisplayName => MachineName ?? Mac?.ToString() ?? "an unknown machine";
}
