namespace Rackd.Domain.Dhcp4;

/// <summary>Why a DHCPv4 message was answered as it was, or not at all. The snake_case name is the metric tag.</summary>
public enum Dhcp4Reason
{
    /// <summary>OFFER: the client's reserved address.</summary>
    OfferReservation = 0,

    /// <summary>OFFER: the address that the client has a lease of.</summary>
    OfferCurrent,

    /// <summary>OFFER: the address that was offered to the client a moment ago.</summary>
    OfferHeld,

    /// <summary>OFFER: the address that the client had last.</summary>
    OfferPrevious,

    /// <summary>OFFER: the address that the client asked for.</summary>
    OfferRequested,

    /// <summary>OFFER: an address that nobody had before.</summary>
    OfferUnused,

    /// <summary>OFFER: the address whose last lease ended longest ago.</summary>
    OfferReused,

    /// <summary>ACK: the client took our offer.</summary>
    AckSelected,

    /// <summary>ACK: the client keeps its address after a restart.</summary>
    AckRebooted,

    /// <summary>ACK: the client renews its lease with us.</summary>
    AckRenewed,

    /// <summary>ACK: the client renews its lease with anybody.</summary>
    AckRebound,

    /// <summary>ACK: we had no record of the client's lease, and the address is free.</summary>
    AckRecovered,

    /// <summary>ACK: parameters for a client that has an address (DHCPINFORM).</summary>
    AckInformed,

    /// <summary>NAK: the address does not belong on this link.</summary>
    NakWrongSubnet,

    /// <summary>NAK: another client has the address, or it is not to be given.</summary>
    NakUnavailable,

    /// <summary>NAK: we know nothing of the client's lease.</summary>
    NakUnknown,

    /// <summary>NAK: the client has a reserved address now, and shall ask for it.</summary>
    NakReservationChanged,

    /// <summary>NAK: the request names no address.</summary>
    NakNoAddress,

    /// <summary>RELEASE: the client gave its address back.</summary>
    Released,

    /// <summary>DECLINE: the client found its address in use.</summary>
    Declined,

    /// <summary>Silent: the octets are no DHCP message.</summary>
    Malformed,

    /// <summary>Silent: a server's message, not a client's.</summary>
    NotARequest,

    /// <summary>Silent: a BOOTP request without a DHCP message type.</summary>
    Bootp,

    /// <summary>Silent: a message type that only servers send, or that we do not know.</summary>
    UnknownMessageType,

    /// <summary>Silent: no Ethernet address, or one that names no station.</summary>
    BadHardwareAddress,

    /// <summary>Silent: passed more than 16 relay agents (RFC 1542 §4.1.1).</summary>
    TooManyHops,

    /// <summary>Silent: DHCP is switched off.</summary>
    Disabled,

    /// <summary>Silent: the relay agent's address lies in no subnet that we know.</summary>
    UnknownRelay,

    /// <summary>Silent: what stands for the relay agent's address is no relay agent's, or our own.</summary>
    BadRelayAddress,

    /// <summary>Silent: no subnet is served on this link.</summary>
    NoSubnet,

    /// <summary>Silent: rackd does not lease addresses in this subnet.</summary>
    SubnetUnmanaged,

    /// <summary>Silent: the subnet has no dynamic range, and no reservation for this client.</summary>
    NoDynamicRange,

    /// <summary>Silent: every address of the subnet is leased, offered or quarantined.</summary>
    PoolExhausted,

    /// <summary>Silent: the client took another server's offer.</summary>
    OtherServerChosen,

    /// <summary>Silent: a request that we may not refuse, because we are not the authority here.</summary>
    NotAuthoritative,

    /// <summary>Silent: a lease that we know nothing of, on a link where others may.</summary>
    UnknownLease,

    /// <summary>Silent: the client gave back or declined an address that is not its own.</summary>
    NotTheOwner,

    /// <summary>Silent: the lease could not be written to disk, so it was not acknowledged.</summary>
    StoreFailed,

    /// <summary>Silent: another server gave the address to another client first, as the store of leases says.</summary>
    TakenElsewhere,

    /// <summary>Silent: more messages came in than could be answered.</summary>
    Overload,
}
