using System.Net;

namespace Rackd.Domain.Tftp;

/// <summary>
/// How often each address may ask: a token bucket per address. PXELINUX walks a dozen names in a burst and GRUB loads
/// dozens of modules; beyond that it is a loop or an attack. It remembers a bounded number of addresses, and forgets
/// those first that have been quiet.
/// </summary>
public sealed class RequestRate
{
    /// <summary>Requests per second in the long run.</summary>
    public const int PerSecond = 200;

    /// <summary>Requests at once after a quiet time.</summary>
    public const int Burst = 400;

    /// <summary>Most addresses that are remembered; while all of them are busy, others are not counted.</summary>
    public const int MaxAddresses = 8192;

    private static readonly TimeSpan _refill = TimeSpan.FromSeconds((double)Burst / PerSecond);

    private readonly Dictionary<IPAddress, Bucket> _buckets = [];

    /// <summary>Addresses that are remembered.</summary>
    public int Count => _buckets.Count;

    /// <summary>Counts a request.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="now">Span since any fixed start.</param>
    /// <returns>Whether it is within the rate.</returns>
    public bool TryTake(IPAddress client, TimeSpan now)
    {
        if (!_buckets.TryGetValue(client, out Bucket bucket))
        {
            if (_buckets.Count >= MaxAddresses && !ForgetQuiet(now))
            {
                return true;
            }

            bucket = new Bucket(Burst, now);
        }

        double tokens = Math.Min(Burst, bucket.Tokens + ((now - bucket.At).TotalSeconds * PerSecond));
        bool taken = tokens >= 1;
        _buckets[client] = new Bucket(taken ? tokens - 1 : tokens, now);
        return taken;
    }

    private bool ForgetQuiet(TimeSpan now)
    {
        foreach ((IPAddress address, Bucket bucket) in _buckets)
        {
            if (now - bucket.At >= _refill)
            {
                _buckets.Remove(address);
            }
        }

        return _buckets.Count < MaxAddresses;
    }

    private readonly record struct Bucket(double Tokens, TimeSpan At);
}
