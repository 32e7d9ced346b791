namespace Rackd.LinkTests.Lab;

/// <summary>The configuration of the rackd under test: one subnet, one profile that boots a kernel.</summary>
internal sealed record LabConfig
{
    public const string Gateway = "10.77.0.254";
    public const string TimeServer = "10.77.0.253";
    public const int HttpPort = 5248;

    public string Domain { get; init; } = "lab.example";

    public string LeaseTime { get; init; } = "1h";

    /// <summary>Last address of the dynamic range, which begins at 10.77.0.100.</summary>
    public string LastAddress { get; init; } = "10.77.0.199";

    /// <summary>More tables, for what a test alone needs.</summary>
    public string More { get; init; } = string.Empty;

    /// <summary>The build of iPXE that BIOS machines are to run in place of the one in their ROM; null for any.</summary>
    public string? OwnIpxe { get; init; }

    public string ToToml(LabDirectory directory, string bootRoot) => $"""
        [rackd]
        state_dir = "{directory.File("state")}"
        log_level = "debug"

        [control]
        socket = "{directory.File("rackd.sock")}"

        [tftp]
        root = "{bootRoot}"

        [http]
        listen = ":{HttpPort}"
        root = "{bootRoot}"

        [[subnet]]
        name = "lab"
        cidr = "10.77.0.0/24"
        interface = "{LabNetwork.ServerLink}"
        gateway = "{Gateway}"
        dns = ["{LabNetwork.ServerAddress}", "10.77.0.2"]
        ntp = ["{TimeServer}"]
        domain = "{Domain}"
        lease_time = "{LeaseTime}"
        pxe_lease_time = "{LeaseTime}"

          [[subnet.range]]
          type = "dynamic"
          from = "10.77.0.100"
          to = "{LastAddress}"

        [[boot.profile]]
        name = "linux"
        kind = "kernel"
        kernel = "{BootRoot.Kernel}"
        initrd = ["{BootRoot.Initrd}"]
        cmdline = "console=ttyS0 panic=1"
        {(OwnIpxe is null ? string.Empty : $"loader = {{ bios = \"{OwnIpxe}\" }}")}

        [[boot.rule]]
        profile = "linux"

        {More}
        """;
}
