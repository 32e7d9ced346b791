using Rackd.Domain.Events;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Ledger;

/// <summary>
/// The newest events in memory, so that a timeline is instant: the last of each hardware address and the last of all. Both
/// are bounded; the address that was silent longest goes first.
/// </summary>
/// <param name="mostMacs">Most hardware addresses that are kept.</param>
/// <param name="mostPerMac">Most events of one address.</param>
/// <param name="mostOverall">Most events in the list of all.</param>
public sealed class RecentEvents(int mostMacs = 4096, int mostPerMac = 256, int mostOverall = 4096)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<MacAddress, LinkedListNode<Track>> _byMac = [];
    private readonly LinkedList<Track> _byUse = [];
    private readonly Queue<RackEvent> _overall = [];

    /// <summary>Adds an event.</summary>
    public void Add(RackEvent happened)
    {
        lock (_lock)
        {
            Enqueue(_overall, happened, mostOverall);
            if (happened.Mac is { } mac)
            {
                Track track = TrackOf(mac);
                track.Machine = happened.Machine ?? track.Machine;
                Enqueue(track.Events, happened, mostPerMac);
            }
        }
    }

    /// <summary>The events of a hardware address, oldest first.</summary>
    public IReadOnlyList<RackEvent> OfMac(MacAddress mac)
    {
        lock (_lock)
        {
            return _byMac.TryGetValue(mac, out LinkedListNode<Track>? node) ? [.. node.Value.Events] : [];
        }
    }

    /// <summary>The hardware addresses that were last seen under a machine's name.</summary>
    public IReadOnlyList<MacAddress> MacsOf(string machine)
    {
        lock (_lock)
        {
            return
            [
                .. _byUse
                    .Where(track => string.Equals(track.Machine, machine, StringComparison.OrdinalIgnoreCase))
                    .Select(track => track.Mac),
            ];
        }
    }

    /// <summary>The newest events of all, oldest first.</summary>
    public IReadOnlyList<RackEvent> Newest(int limit)
    {
        lock (_lock)
        {
            return [.. _overall.Skip(Math.Max(0, _overall.Count - limit))];
        }
    }

    private static void Enqueue(Queue<RackEvent> queue, RackEvent happened, int most)
    {
        if (queue.Count >= most)
        {
            queue.Dequeue();
        }

        queue.Enqueue(happened);
    }

    private Track TrackOf(MacAddress mac)
    {
        if (_byMac.TryGetValue(mac, out LinkedListNode<Track>? node))
        {
            _byUse.Remove(node);
        }
        else
        {
            if (_byMac.Count >= mostMacs && _byUse.Last is { } oldest)
            {
                _byUse.Remove(oldest);
                _byMac.Remove(oldest.Value.Mac);
            }

            node = new LinkedListNode<Track>(new Track(mac));
            _byMac.Add(mac, node);
        }

        _byUse.AddFirst(node);
        return node.Value;
    }

    private sealed class Track(MacAddress mac)
    {
        public MacAddress Mac { get; } = mac;

        public Queue<RackEvent> Events { get; } = [];

        public string? Machine { get; set; }
    }
}
