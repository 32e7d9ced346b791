namespace Rackd.Wire.Dhcp4;

/// <summary>DHCP and BOOTP option codes (IANA registry). Codes that are not listed survive as numbers.</summary>
public enum Dhcp4OptionCode : byte
{
    /// <summary>Fills space, has no length (RFC 2132 §3.1).</summary>
    Pad = 0,

    /// <summary>Subnet mask (RFC 2132 §3.3).</summary>
    SubnetMask = 1,

    /// <summary>Routers in order of preference (RFC 2132 §3.5).</summary>
    Router = 3,

    /// <summary>Name servers in order of preference (RFC 2132 §3.8).</summary>
    DomainNameServer = 6,

    /// <summary>The client's host name (RFC 2132 §3.14).</summary>
    HostName = 12,

    /// <summary>Domain name for resolving names (RFC 2132 §3.17).</summary>
    DomainName = 15,

    /// <summary>MTU of the interface (RFC 2132 §5.1).</summary>
    InterfaceMtu = 26,

    /// <summary>Broadcast address of the subnet (RFC 2132 §5.3).</summary>
    BroadcastAddress = 28,

    /// <summary>NTP servers in order of preference (RFC 2132 §8.3).</summary>
    NtpServers = 42,

    /// <summary>Vendor-specific information, encapsulated (RFC 2132 §8.4).</summary>
    VendorSpecific = 43,

    /// <summary>Address that the client asks for (RFC 2132 §9.1).</summary>
    RequestedAddress = 50,

    /// <summary>Lease time in seconds (RFC 2132 §9.2).</summary>
    LeaseTime = 51,

    /// <summary>Which of <c>file</c> and <c>sname</c> hold options (RFC 2132 §9.3).</summary>
    Overload = 52,

    /// <summary>Message type (RFC 2132 §9.6).</summary>
    MessageType = 53,

    /// <summary>The server's address, which names it (RFC 2132 §9.7).</summary>
    ServerIdentifier = 54,

    /// <summary>Codes of the options that the client wants, in order (RFC 2132 §9.8).</summary>
    ParameterRequestList = 55,

    /// <summary>Text of an error (RFC 2132 §9.9).</summary>
    Message = 56,

    /// <summary>Longest message that the client takes, in octets of the IP datagram (RFC 2132 §9.10).</summary>
    MaximumMessageSize = 57,

    /// <summary>Seconds until the client renews, T1 (RFC 2132 §9.11).</summary>
    RenewalTime = 58,

    /// <summary>Seconds until the client rebinds, T2 (RFC 2132 §9.12).</summary>
    RebindingTime = 59,

    /// <summary>Vendor class of the client (RFC 2132 §9.13).</summary>
    VendorClass = 60,

    /// <summary>Client identifier (RFC 2132 §9.14).</summary>
    ClientIdentifier = 61,

    /// <summary>TFTP server name (RFC 2132 §9.4).</summary>
    TftpServerName = 66,

    /// <summary>Boot file name (RFC 2132 §9.5).</summary>
    BootFileName = 67,

    /// <summary>User class (RFC 3004; iPXE sends bare text).</summary>
    UserClass = 77,

    /// <summary>What a relay agent says of the client (RFC 3046).</summary>
    RelayAgentInformation = 82,

    /// <summary>Client system architecture (RFC 4578 §2.1).</summary>
    ClientArchitecture = 93,

    /// <summary>Client network interface (RFC 4578 §2.2).</summary>
    ClientNetworkInterface = 94,

    /// <summary>Client machine identifier (RFC 4578 §2.3).</summary>
    ClientMachineIdentifier = 97,

    /// <summary>iPXE's encapsulated options.</summary>
    Ipxe = 175,

    /// <summary>Ends the options, has no length (RFC 2132 §3.2).</summary>
    End = 255,
}
