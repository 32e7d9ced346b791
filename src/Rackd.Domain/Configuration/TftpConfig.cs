using System.Net;

namespace Rackd.Domain.Configuration;

/// <summary><c>[tftp]</c></summary>
public sealed record TftpConfig
{
    /// <summary>Whether files are served over TFTP.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Address and port to listen on; <c>[::]</c> takes IPv4 as well.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.IPv6Any, 69);

    /// <summary>Directory below which every file lies.</summary>
    public string Root { get; init; } = "/srv/rackd";

    /// <summary>Largest block size that is agreed to, in octets (RFC 2348), 512 to 65464; the link's MTU lowers it.</summary>
    public int MaxBlockSize { get; init; } = 1468;

    /// <summary>Most blocks in flight that are agreed to (RFC 7440), 1 to 65535.</summary>
    public int MaxWindowSize { get; init; } = 64;

    /// <summary>Most transfers at once; a request beyond it is dropped, and the client asks again.</summary>
    public int MaxTransfers { get; init; } = 4096;
}

/// <summary><c>[http]</c>: boot files for machines.</summary>
public sealed record HttpConfig
{
    /// <summary>Whether files are served over HTTP.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Address and port to listen on; <c>[::]</c> takes IPv4 as well.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.IPv6Any, 5248);

    /// <summary>Directory below which every file lies; the TFTP root unless it is given.</summary>
    public string? Root { get; init; }
}
