using Rackd.Wire.Tftp;

namespace Rackd.Domain.Simulation;

/// <summary>How a kind of firmware asks for its loader over TFTP: first for the size alone, then for the file.</summary>
/// <param name="Probe">Options of the first request.</param>
/// <param name="Abort">What ends the first transfer, once the size is known.</param>
/// <param name="Download">Options of the second request.</param>
public sealed record TftpHabit(TftpOptions Probe, TftpError Abort, TftpOptions Download)
{
    private static readonly TftpOption _transferSize = new(TftpOptionName.TransferSize, "0");
    private static readonly TftpOption _romBlockSize = new(TftpOptionName.BlockSize, "1456");
    private static readonly TftpOption _uefiBlockSize = new(TftpOptionName.BlockSize, "1468");
    private static readonly TftpOption _uefiWindowSize = new(TftpOptionName.WindowSize, "4");

    private static readonly TftpHabit _rom = new(
        new TftpOptions(_transferSize),
        new TftpError(TftpErrorCode.NotDefined, "TFTP Aborted"),
        new TftpOptions(_romBlockSize));

    private static readonly TftpHabit _uefi = new(
        new TftpOptions(_transferSize, _uefiBlockSize, _uefiWindowSize),
        new TftpError(TftpErrorCode.OptionsRefused, "User aborted the transfer"),
        new TftpOptions(_uefiBlockSize, _uefiWindowSize));

    /// <summary>The habit of a kind.</summary>
    public static TftpHabit Of(FirmwareKind kind) => kind == FirmwareKind.BiosPxe ? _rom : _uefi;

    /// <summary>The read request for a file.</summary>
    public static TftpRequest Request(string file, TftpOptions options) =>
        new(TftpOpcode.ReadRequest, file, "octet", options);
}
