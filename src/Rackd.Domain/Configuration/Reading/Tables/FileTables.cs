using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>The keys of <c>[tftp]</c> and <c>[http]</c>.</summary>
internal static class FileTables
{
    private const string ListenHelp = "Address and port to listen on; without an address, every IPv4 and IPv6 address.";

    public static TableShape<TftpConfig> Tftp { get; } = new(
        "tftp",
        "[tftp]",
        new TftpConfig(),
        "Boot files over TFTP.",
        [
            Key<TftpConfig>.Value(
                "enabled", KeyTypes.Boolean, table => table.Enabled, (table, value) => table with { Enabled = value },
                "Whether files are served over TFTP."),
            Key<TftpConfig>.Value(
                "listen", KeyTypes.Endpoint, table => table.Listen, (table, value) => table with { Listen = value },
                ListenHelp),
            Key<TftpConfig>.Value(
                "root", KeyTypes.AbsolutePath, table => table.Root, (table, value) => table with { Root = value },
                "Directory of the boot files; nothing outside is ever served."),
            Key<TftpConfig>.Value(
                "max_blksize", KeyTypes.Integer("a number of octets such as 1468", 512, 65464),
                table => table.MaxBlockSize, (table, value) => table with { MaxBlockSize = value },
                "Largest block that is agreed to, in octets; the default fits an Ethernet frame."),
            Key<TftpConfig>.Value(
                "max_windowsize", KeyTypes.Integer("a number of blocks such as 64", 1, 65535),
                table => table.MaxWindowSize, (table, value) => table with { MaxWindowSize = value },
                "Most blocks that are sent before an acknowledgement."),
            Key<TftpConfig>.Value(
                "max_transfers", KeyTypes.Integer("a number of transfers such as 4096", 1, 1_000_000),
                table => table.MaxTransfers, (table, value) => table with { MaxTransfers = value },
                "Most transfers at once; who comes later has to ask again."),
        ]);

    public static TableShape<HttpConfig> Http { get; } = new(
        "http",
        "[http]",
        new HttpConfig(),
        "Boot files over HTTP.",
        [
            Key<HttpConfig>.Value(
                "enabled", KeyTypes.Boolean, table => table.Enabled, (table, value) => table with { Enabled = value },
                "Whether files are served over HTTP."),
            Key<HttpConfig>.Value(
                "listen", KeyTypes.Endpoint, table => table.Listen, (table, value) => table with { Listen = value },
                ListenHelp),
            Key<HttpConfig>.Optional(
                "root", KeyTypes.AbsolutePath, (table, value) => table with { Root = value },
                "the root of [tftp]",
                "Directory of the boot files."),
        ]);
}
