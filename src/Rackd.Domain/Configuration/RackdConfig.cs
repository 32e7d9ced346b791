namespace Rackd.Domain.Configuration;

/// <summary>The whole configuration as one immutable value; every default stands in the record of its table.</summary>
public sealed record RackdConfig
{
    /// <summary><c>[rackd]</c></summary>
    public GeneralConfig General { get; init; } = new();

    /// <summary><c>[control]</c></summary>
    public ControlConfig Control { get; init; } = new();

    /// <summary><c>[dhcp]</c></summary>
    public DhcpConfig Dhcp { get; init; } = new();

    /// <summary><c>[tftp]</c></summary>
    public TftpConfig Tftp { get; init; } = new();

    /// <summary><c>[http]</c></summary>
    public HttpConfig Http { get; init; } = new();

    /// <summary><c>[boot]</c>, <c>[[boot.profile]]</c> and <c>[[boot.rule]]</c></summary>
    public BootConfig Boot { get; init; } = new();

    /// <summary><c>[[subnet]]</c></summary>
    public IReadOnlyList<SubnetConfig> Subnets { get; init; } = [];

    /// <summary><c>[[machine]]</c></summary>
    public IReadOnlyList<MachineConfig> Machines { get; init; } = [];
}
