using Rackd.Testing;

namespace Rackd.Wire.Tests.Tftp;

/// <summary>Packets as firmware sends them, built by hand from what was seen on the wire.</summary>
internal static class TftpVectors
{
    public static byte[] EdkReadRequest { get; } = Hex.Parse("""
        0001                                            # RRQ
        6970 7865 2e65 6669 00                          # ipxe.efi
        6f63 7465 7400                                  # octet
        7473 697a 6500 3000                             # tsize 0
        626c 6b73 697a 6500 3134 3638 00                # blksize 1468
        7769 6e64 6f77 7369 7a65 00 3400                # windowsize 4
        """);

    public static byte[] PlainReadRequest { get; } = Hex.Parse("""
        0001                                            # RRQ
        5c62 6f6f 745c 6b00                             # \boot\k
        4e65 7441 5343 4949 00                          # NetASCII
        """);

    public static byte[] WriteRequest { get; } = Hex.Parse("0002 61 00 6f63 7465 7400 # WRQ a octet");

    public static byte[] Data { get; } = Hex.Parse("0003 ffff 01020304 # DATA 65535");

    public static byte[] Acknowledgement { get; } = Hex.Parse("0004 0010 # ACK 16");

    public static byte[] EdkAbort { get; } = Hex.Parse("""
        0005 0008                                       # ERROR 8
        5573 6572 2061 626f 7274 6564 00                # User aborted
        """);

    public static byte[] OptionAcknowledgement { get; } = Hex.Parse("""
        0006                                            # OACK
        7473 697a 6500 3531 3200                        # tsize 512
        626c 6b73 697a 6500 3134 3332 00                # blksize 1432
        """);

    public static IEnumerable<byte[]> All { get; } =
        [EdkReadRequest, PlainReadRequest, WriteRequest, Data, Acknowledgement, EdkAbort, OptionAcknowledgement];
}
