using System.Text;
using System.Text.Json;
using Rackd.Domain.Events;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Ledger;

/// <summary>Reads the ledger back from disk. Lines that are torn, damaged or of a newer version are passed over.</summary>
/// <param name="directory">The ledger's directory.</param>
public sealed class LedgerReader(string directory)
{
    private readonly LedgerFiles _files = new(directory);

    /// <summary>The newest events of a hardware address, oldest first.</summary>
    public IReadOnlyList<RackEvent> OfMac(MacAddress mac, int limit) =>
        Newest(limit, JsonEncodedText.Encode(mac.ToString()), happened => happened.Mac == mac);

    /// <summary>The newest events of a machine, oldest first.</summary>
    public IReadOnlyList<RackEvent> OfMachine(string name, int limit) => Newest(
        limit,
        null,
        happened => string.Equals(happened.Machine, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the last octets of the ledger hold, oldest first: enough to remember the present after a restart.</summary>
    /// <param name="octets">Most octets that are read.</param>
    public IReadOnlyList<RackEvent> Tail(int octets)
    {
        List<List<RackEvent>> newestFirst = [];
        long left = octets;
        foreach ((_, string path) in _files.List().Reverse())
        {
            long length = new FileInfo(path).Length;
            newestFirst.Add([.. Read(path, Math.Max(0, length - left), null)]);
            left -= length;
            if (left <= 0)
            {
                break;
            }
        }

        newestFirst.Reverse();
        return [.. newestFirst.SelectMany(events => events)];
    }

    private List<RackEvent> Newest(int limit, JsonEncodedText? needle, Predicate<RackEvent> wanted)
    {
        List<RackEvent> found = [];
        foreach ((_, string path) in _files.List().Reverse())
        {
            List<RackEvent> inFile = [.. Read(path, 0, needle).Where(happened => wanted(happened))];
            int take = Math.Min(limit - found.Count, inFile.Count);
            found.InsertRange(0, inFile[^take..]);
            if (found.Count >= limit)
            {
                break;
            }
        }

        return found;
    }

    private static IEnumerable<RackEvent> Read(string path, long from, JsonEncodedText? needle)
    {
        using FileStream stream = Open(path);
        using StreamReader reader = new(stream, Encoding.UTF8);
        if (from > 0)
        {
            stream.Position = from;
            reader.ReadLine(); // the rest of a line whose beginning is left out
        }

        string? text = needle?.ToString();
        while (reader.ReadLine() is { } line)
        {
            if ((text is null || line.Contains(text, StringComparison.Ordinal)) && Parse(line) is { } happened)
            {
                yield return happened;
            }
        }
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 64 * 1024);

    private static RackEvent? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize(line, RackEventJson.Default.RackEvent);
        }
        catch (Exception damaged) when (damaged is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
