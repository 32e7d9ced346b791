using System.Net;

namespace Rackd.Domain.Tftp;

/// <summary>Why a request gets no answer at all. The snake_case name is the metric tag.</summary>
public enum RequestDrop
{
    /// <summary>The packet is no request that can be read.</summary>
    Malformed = 0,

    /// <summary>The sender's port is 0, to which nothing can be sent.</summary>
    NoSourcePort,

    /// <summary>The sender is a TFTP server's own port on this host: an answer might go round in circles.</summary>
    OwnPort,

    /// <summary>It was sent to a broadcast or multicast address.</summary>
    NotUnicast,

    /// <summary>As many transfers as allowed are under way.</summary>
    TransferLimit,

    /// <summary>As many transfers as allowed go to that address.</summary>
    ClientLimit,

    /// <summary>That address asks too often.</summary>
    RequestRate,

    /// <summary>No socket could be had for the answer.</summary>
    NoSocket,
}

/// <summary>Which requests are looked at. A dropped one is asked again by its client, so a limit costs time, not a boot.</summary>
public static class RequestAdmission
{
    /// <summary>Most transfers to one address at a time.</summary>
    public const int MaxTransfersPerClient = 16;

    /// <summary>Looks at where a request comes from and went to.</summary>
    /// <param name="client">Where it comes from.</param>
    /// <param name="server">The address it was sent to and the port that is listened on.</param>
    /// <param name="isUnicast">Whether that address is of one host.</param>
    /// <returns>Why it is dropped, or null.</returns>
    public static RequestDrop? CheckAddresses(IPEndPoint client, IPEndPoint server, bool isUnicast) => client.Port switch
    {
        0 => RequestDrop.NoSourcePort,
        _ when client.Port == server.Port && client.Address.Equals(server.Address) => RequestDrop.OwnPort,
        _ when !isUnicast || IsMulticast(client.Address) => RequestDrop.NotUnicast,
        _ => null,
    };

    /// <summary>Looks at how much is under way.</summary>
    /// <param name="active">Transfers in all.</param>
    /// <param name="ofClient">Transfers to the client's address.</param>
    /// <param name="limit">Most transfers in all.</param>
    /// <returns>Why the request is dropped, or null.</returns>
    public static RequestDrop? CheckLoad(int active, int ofClient, int limit)
    {
        if (active >= limit)
        {
            return RequestDrop.TransferLimit;
        }

        return ofClient >= MaxTransfersPerClient ? RequestDrop.ClientLimit : null;
    }

    /// <summary>Whether an address is a multicast group or the limited broadcast.</summary>
    public static bool IsMulticast(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int length);
        return length == 4 ? octets[0] is >= 224 and < 240 || address.Equals(IPAddress.Broadcast) : octets[0] == 0xFF;
    }
}
