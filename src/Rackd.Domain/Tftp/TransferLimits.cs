using Rackd.Domain.Configuration;

namespace Rackd.Domain.Tftp;

/// <summary>What bounds a negotiation: configuration and the link that the request came in on.</summary>
/// <param name="MaxBlockSize">Largest block that the configuration allows, in octets.</param>
/// <param name="MaxWindowSize">Most blocks in flight that the configuration allows.</param>
/// <param name="LinkMtu">The link's MTU in octets, null when it is not known.</param>
/// <param name="IsIpv6">Whether the packets travel over IPv6, whose header is 20 octets longer.</param>
public readonly record struct TransferLimits(int MaxBlockSize, int MaxWindowSize, int? LinkMtu, bool IsIpv6)
{
    private const int Ipv4Overhead = 20 + UdpAndDataOverhead;
    private const int Ipv6Overhead = 40 + UdpAndDataOverhead;
    private const int UdpAndDataOverhead = 8 + 4;

    /// <summary>Takes the bounds from the configuration.</summary>
    public static TransferLimits From(TftpConfig config, int? linkMtu, bool isIpv6) =>
        new(config.MaxBlockSize, config.MaxWindowSize, linkMtu, isIpv6);

    /// <summary>
    /// The largest block that is agreed to: one that fits the link without fragments, because many ROMs and lossy paths
    /// drop those.
    /// </summary>
    public int BlockSize
    {
        get
        {
            int bound = Math.Min(MaxBlockSize, OptionNegotiation.MaxBlockSize);
            int fits = LinkMtu is { } mtu ? mtu - (IsIpv6 ? Ipv6Overhead : Ipv4Overhead) : bound;
            return Math.Clamp(fits, OptionNegotiation.MinBlockSize, Math.Max(bound, OptionNegotiation.MinBlockSize));
        }
    }
}
