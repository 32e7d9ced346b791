using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Dhcp4;

/// <summary>Where a reply goes (RFC 2131 §4.1).</summary>
public abstract record ReplyRoute
{
    /// <summary>Port of servers and relay agents.</summary>
    public const ushort ServerPort = 67;

    /// <summary>Port of clients.</summary>
    public const ushort ClientPort = 68;

    private ReplyRoute()
    {
    }

    /// <summary>To every station on the client's link.</summary>
    public sealed record Broadcast : ReplyRoute;

    /// <summary>In a frame to a client that does not have its address yet and cannot answer ARP.</summary>
    /// <param name="Mac">Station.</param>
    /// <param name="Address">The address that the client is about to get.</param>
    public sealed record Frame(MacAddress Mac, Ipv4Address Address) : ReplyRoute;

    /// <summary>Through the kernel's routing, to a client or relay agent that has its address.</summary>
    public sealed record Routed(Ipv4Address Address, ushort Port) : ReplyRoute;

    /// <summary>The route of a reply.</summary>
    /// <param name="request">What the client sent.</param>
    /// <param name="reply">Type of the reply.</param>
    /// <param name="yourAddress">The address that the reply gives.</param>
    /// <param name="source">Where the request came from, for clients that say no address of theirs (DHCPINFORM).</param>
    /// <param name="forceBroadcast">Whether the configuration asks for broadcast.</param>
    public static ReplyRoute For(
        in Dhcp4Message request,
        Dhcp4MessageType reply,
        Ipv4Address yourAddress,
        Ipv4Address source,
        bool forceBroadcast)
    {
        // RFC 2131 §4.1: a relay gets the reply.
        if (GoesToRelay(request))
        {
            return new Routed(request.RelayAddress, ServerPort);
        }

        // RFC 2131 §4.1: a NAK is broadcast, since the client's address is what is wrong with it.
        if (reply == Dhcp4MessageType.Nak)
        {
            return new Broadcast();
        }

        if (AddressInUse(request) is { IsAny: false } inUse)
        {
            return new Routed(inUse, ClientPort);
        }

        if (request.MessageType == Dhcp4MessageType.Inform && !source.IsAny)
        {
            return new Routed(source, ClientPort);
        }

        return request.WantsBroadcast || forceBroadcast || yourAddress.IsAny
            ? new Broadcast()
            : new Frame(request.Mac, yourAddress);
    }

    /// <summary>
    /// Whether the reply goes by the relay agent. What a client with an address asked for (DHCPINFORM) goes straight to it.
    /// </summary>
    public static bool GoesToRelay(in Dhcp4Message request) =>
        !request.RelayAddress.IsAny
        && (request.MessageType != Dhcp4MessageType.Inform || request.ClientAddress.IsAny);

    /// <summary>
    /// The client's address (ciaddr) in the states in which it may have one (RFC 2131 §4.3.2); some clients fill it in while
    /// they still ask for one, and could not be reached there.
    /// </summary>
    public static Ipv4Address AddressInUse(in Dhcp4Message request)
    {
        bool isAsking = request.MessageType == Dhcp4MessageType.Discover
            || request.Options.Contains(Dhcp4OptionCode.RequestedAddress)
            || request.Options.Contains(Dhcp4OptionCode.ServerIdentifier);
        return isAsking && request.MessageType != Dhcp4MessageType.Inform ? default : request.ClientAddress;
    }
}
