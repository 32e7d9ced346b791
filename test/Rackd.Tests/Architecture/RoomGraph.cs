using System.Text.RegularExpressions;

namespace Rackd.Tests.Architecture;

/// <summary>Which room uses which, by the using directives of its files.</summary>
internal sealed partial class RoomGraph
{
    private readonly SortedDictionary<string, SortedSet<string>> _uses = new(StringComparer.Ordinal);

    /// <summary>Reads the rooms of one floor: <c>Rackd.Domain</c>.</summary>
    public static RoomGraph Read(string floor)
    {
        RoomGraph graph = new();
        foreach (string path in SourceTree.SourceFiles($"src/{floor}"))
        {
            string text = File.ReadAllText(path);
            string? room = RoomOf(floor, NamespaceLine().Match(text).Groups[1].Value);
            foreach (Match used in UsingLine().Matches(text))
            {
                graph.Add(room, RoomOf(floor, used.Groups[1].Value));
            }
        }

        return graph;
    }

    public void Add(string? room, string? used)
    {
        if (room is null || used is null || room == used)
        {
            return;
        }

        if (!_uses.TryGetValue(room, out SortedSet<string>? rooms))
        {
            _uses[room] = rooms = new SortedSet<string>(StringComparer.Ordinal);
        }

        rooms.Add(used);
    }

    /// <summary>A way that leads from a room back to itself; empty when there is none.</summary>
    public IReadOnlyList<string> FindCycle()
    {
        HashSet<string> done = [];
        foreach (string room in _uses.Keys)
        {
            List<string> way = [];
            if (Walk(room, way, done))
            {
                return way;
            }
        }

        return [];
    }

    private bool Walk(string room, List<string> way, HashSet<string> done)
    {
        int seen = way.IndexOf(room);
        way.Add(room);
        if (seen >= 0)
        {
            way.RemoveRange(0, seen);
            return true;
        }

        foreach (string used in _uses.TryGetValue(room, out SortedSet<string>? rooms) ? rooms : [])
        {
            if (!done.Contains(used) && Walk(used, way, done))
            {
                return true;
            }
        }

        way.RemoveAt(way.Count - 1);
        done.Add(room);
        return false;
    }

    private static string? RoomOf(string floor, string name)
    {
        string prefix = floor + ".";
        return name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..].Split('.')[0] : null;
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
