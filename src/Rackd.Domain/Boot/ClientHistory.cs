using Rackd.Wire.Addresses;

namespace Rackd.Domain.Boot;

/// <summary>
/// What machines lately said of themselves, and whether they have just been given a loader. Safe for many threads; bounded:
/// of more machines than it holds it forgets those not heard of for longest.
/// </summary>
public sealed class ClientHistory
{
    /// <summary>How many machines it knows at least, if it heard of as many.</summary>
    public const int Capacity = 32_768;

    // Long enough for a loader to start and find its network, short enough not to outlast a reset of the machine by much.
    private static readonly TimeSpan _loaderStart = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private Dictionary<MacAddress, Entry> _young = [];
    private Dictionary<MacAddress, Entry> _old = [];

    /// <summary>Notes what firmware or a loader said of itself in DHCP.</summary>
    public void Saw(MacAddress mac, PxeClient client)
    {
        lock (_gate)
        {
            Keep(mac, Find(mac) with { Client = client });
        }
    }

    /// <summary>Notes that a machine has fetched a whole loader.</summary>
    public void FetchedLoader(MacAddress mac, DateTimeOffset at)
    {
        lock (_gate)
        {
            Keep(mac, Find(mac) with { LoaderFetchedAt = at });
        }
    }

    /// <summary>What the machine last said of itself, null if nothing is known.</summary>
    public PxeClient? ClientOf(MacAddress mac)
    {
        lock (_gate)
        {
            return Find(mac).Client;
        }
    }

    /// <summary>Whether what runs on the machine is most likely the loader that it was given, and not its ROM.</summary>
    public bool RunsGivenLoader(MacAddress mac, DateTimeOffset now)
    {
        lock (_gate)
        {
            return Find(mac).LoaderFetchedAt is { } at && now - at < _loaderStart;
        }
    }

    private Entry Find(MacAddress mac) => _young.TryGetValue(mac, out Entry entry) ? entry : _old.GetValueOrDefault(mac);

    private void Keep(MacAddress mac, Entry entry)
    {
        if (_young.Count >= Capacity && !_young.ContainsKey(mac))
        {
            _old = _young;
            _young = [];
        }

        _young[mac] = entry;
    }

    private readonly record struct Entry(PxeClient? Client, DateTimeOffset? LoaderFetchedAt);
}
