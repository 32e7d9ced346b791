namespace Rackd.Domain.Simulation;

/// <summary>How long a program waits before it asks again, goes on, or gives up.</summary>
/// <param name="StartUp">How long it takes from its start to its first DISCOVER.</param>
/// <param name="OfferWait">How long it collects offers after the first.</param>
/// <param name="DhcpWaits">How long it waits for an answer, one entry for each time it asks.</param>
/// <param name="TftpWaits">The same for each packet over TFTP.</param>
/// <param name="HttpWait">How long it waits for the next octets over HTTP.</param>
public sealed record FirmwareTiming(
    TimeSpan StartUp,
    TimeSpan OfferWait,
    IReadOnlyList<TimeSpan> DhcpWaits,
    IReadOnlyList<TimeSpan> TftpWaits,
    TimeSpan HttpWait)
{
    private static readonly TimeSpan _firmwareStart = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _ipxeStart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _systemStart = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan _edk2OfferWait = TimeSpan.FromSeconds(3.8);
    private static readonly TimeSpan _ipxeOfferWait = TimeSpan.FromSeconds(3);

    /// <summary>Without a wait that is not for an answer, and with short patience: for tests and storms.</summary>
    public static FirmwareTiming Brisk { get; } =
        new(TimeSpan.Zero, TimeSpan.Zero, Seconds(1, 2, 4, 8), Seconds(1, 2, 4), TimeSpan.FromSeconds(15));

    /// <summary>Brisk, but with time between the programs for a person to follow.</summary>
    public static FirmwareTiming Leisurely(BootProgram program) => Brisk with
    {
        StartUp = program switch
        {
            BootProgram.Firmware => TimeSpan.Zero,
            BootProgram.Ipxe => TimeSpan.FromSeconds(0.5),
            BootProgram.OperatingSystem => TimeSpan.FromSeconds(1),
        },
    };

    /// <summary>The timing of the real program.</summary>
    public static FirmwareTiming Of(FirmwareKind kind, BootProgram program) => (kind, program) switch
    {
        (_, BootProgram.OperatingSystem) => Brisk with { StartUp = _systemStart, DhcpWaits = Seconds(3, 3, 3, 3, 3) },
        (_, BootProgram.Ipxe) => new FirmwareTiming(
            _ipxeStart, _ipxeOfferWait, Seconds(1, 2, 4, 8), Seconds(1, 2, 4, 8), TimeSpan.FromSeconds(30)),
        (FirmwareKind.BiosPxe, _) => new FirmwareTiming(
            _firmwareStart, TimeSpan.Zero, Seconds(4, 8, 16, 32), Seconds(4, 4, 4, 4), TimeSpan.FromSeconds(30)),
        _ => new FirmwareTiming(
            _firmwareStart, _edk2OfferWait, Seconds(4, 8, 16, 32), Seconds(4, 4, 4, 4, 4, 4), TimeSpan.FromSeconds(30)),
    };

    private static TimeSpan[] Seconds(params double[] seconds) => [.. seconds.Select(TimeSpan.FromSeconds)];
}
