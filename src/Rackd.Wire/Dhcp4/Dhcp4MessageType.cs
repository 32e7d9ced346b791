namespace Rackd.Wire.Dhcp4;

/// <summary>DHCP Message Type (option 53, RFC 2132 §9.6).</summary>
public enum Dhcp4MessageType : byte
{
    /// <summary>No option 53: a plain BOOTP message (RFC 1534).</summary>
    None = 0,

    /// <summary>A client looks for servers.</summary>
    Discover = 1,

    /// <summary>A server offers an address.</summary>
    Offer = 2,

    /// <summary>A client asks for the address offered, or to keep the one it has.</summary>
    Request = 3,

    /// <summary>A client found the address in use.</summary>
    Decline = 4,

    /// <summary>A server commits the lease.</summary>
    Ack = 5,

    /// <summary>A server refuses the address.</summary>
    Nak = 6,

    /// <summary>A client gives its address back.</summary>
    Release = 7,

    /// <summary>A client with an address asks for the other parameters.</summary>
    Inform = 8,
}
