namespace Rackd.LinkTests.Lab;

/// <summary>A capture file written by tcpdump and read by tshark.</summary>
internal sealed class PacketCapture : IAsyncDisposable
{
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _readLimit = TimeSpan.FromSeconds(120);

    private readonly LabProcess _tcpdump;
    private readonly string _file;

    private PacketCapture(LabProcess tcpdump, string file)
    {
        _tcpdump = tcpdump;
        _file = file;
    }

    public static async Task<PacketCapture> StartAsync(NetworkNamespace place, string link, string file)
    {
        LabProcess tcpdump = place.Start(
            "tcpdump",
            ["-i", link, "-n", "-s", "0", "-B", "32768", "--immediate-mode", "-U", "-Z", "root", "-w", file],
            file + ".log");
        await tcpdump.WaitForLineAsync("listening on", _startLimit);
        return new PacketCapture(tcpdump, file);
    }

    /// <summary>Ends the capture; the file can then be read.</summary>
    public Task StopAsync() => _tcpdump.StopAsync();

    /// <summary>
    /// The frames that tshark calls malformed or in error. Checksums are left out: those of frames that a local
    /// kernel has sent may be unfinished.
    /// </summary>
    public async Task<IReadOnlyList<string>> MalformedFramesAsync() =>
        [.. (await RowsAsync(
            "_ws.malformed || _ws.expert.severity == \"Error\"",
            "frame.number", "eth.src", "_ws.col.Protocol", "_ws.col.Info", "_ws.expert.message"))
            .Select(row => string.Join(" | ", row))];

    /// <summary>The frames from a sender whose IPv4 or UDP checksum is wrong.</summary>
    public async Task<IReadOnlyList<string>> BadChecksumsAsync(string senderMac) =>
        [.. (await ReadAsync(
            $"eth.src == {senderMac} && (ip.checksum.status == \"Bad\" || udp.checksum.status == \"Bad\")",
            ["-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"],
            ["frame.number", "_ws.col.Protocol", "_ws.col.Info"]))
            .Select(row => string.Join(" | ", row))];

    /// <summary>Fields of the frames that pass a display filter, in order.</summary>
    public Task<IReadOnlyList<string[]>> RowsAsync(string filter, params string[] fields) =>
        ReadAsync(filter, [], fields);

    public ValueTask DisposeAsync() => _tcpdump.DisposeAsync();

    private async Task<IReadOnlyList<string[]>> ReadAsync(string filter, string[] preferences, string[] fields)
    {
        IEnumerable<string> columns = fields.SelectMany(field => new[] { "-e", field });
        Command tshark = await Command.RunAsync(
            "tshark", ["-n", "-r", _file, .. preferences, "-Y", filter, "-T", "fields", .. columns], _readLimit);
        return tshark.ExitCode == 0
            ? [.. tshark.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))]
            : throw new InvalidOperationException($"tshark -Y '{filter}': {tshark.Error}");
    }
}
