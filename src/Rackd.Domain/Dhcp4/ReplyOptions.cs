using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Dhcp4;

/// <summary>Fills a reply's options: what every reply has, then what the client asked for, in its order (RFC 2131 §4.3.1).</summary>
internal static class ReplyOptions
{
    private const double RenewalShare = 0.5;
    private const double RebindingShare = 0.875;
    private const int LongestOption = 255;
    private const int LongestEcho = 2048;

    /// <summary>What a client that asks for nothing in particular gets.</summary>
    private static readonly byte[] _defaultRequest =
    [
        (byte)Dhcp4OptionCode.Router,
        (byte)Dhcp4OptionCode.DomainNameServer,
        (byte)Dhcp4OptionCode.HostName,
        (byte)Dhcp4OptionCode.DomainName,
        (byte)Dhcp4OptionCode.BroadcastAddress,
    ];

    /// <summary>
    /// iPXE's encapsulated option 176 set to 1: do not wait for a ProxyDHCP server. Without it each of iPXE's exchanges
    /// takes three seconds.
    /// </summary>
    private static ReadOnlySpan<byte> IpxeNoProxy => [0xB0, 0x01, 0x01, 0xFF];

    /// <summary>Begins a reply: type, server, and for an address its times and mask.</summary>
    public static Dhcp4OptionList Begin(
        Dhcp4MessageType type, Ipv4Address server, TimeSpan? leaseTime, Ipv4Network? network)
    {
        // The message type comes first: some ROMs look for it nowhere else.
        Dhcp4OptionList options = new();
        options.AddByte(Dhcp4OptionCode.MessageType, (byte)type);
        options.AddAddress(Dhcp4OptionCode.ServerIdentifier, server);
        if (leaseTime is { } time)
        {
            options.AddSeconds(Dhcp4OptionCode.LeaseTime, time);
            options.AddSeconds(Dhcp4OptionCode.RenewalTime, time * RenewalShare);
            options.AddSeconds(Dhcp4OptionCode.RebindingTime, time * RebindingShare);
        }

        if (network is { } prefix)
        {
            // RFC 2132 §3.3: the mask stands before the routers.
            options.AddAddress(Dhcp4OptionCode.SubnetMask, prefix.Mask);
        }

        return options;
    }

    /// <summary>Adds what the client asked for and the configuration knows, as far as it fits.</summary>
    /// <param name="options">The reply's options so far.</param>
    /// <param name="request">What the client sent.</param>
    /// <param name="subnet">The client's subnet.</param>
    /// <param name="hostName">The client's name, null for none.</param>
    /// <param name="room">How long <paramref name="options"/> may get, in octets.</param>
    public static void AddRequested(
        Dhcp4OptionList options, in Dhcp4Message request, SubnetConfig subnet, string? hostName, int room)
    {
        Span<byte> scratch = stackalloc byte[LongestOption];
        ReadOnlySpan<byte> wanted = request.Options.Joined(Dhcp4OptionCode.ParameterRequestList, scratch);
        Span<bool> done = stackalloc bool[byte.MaxValue + 1];
        foreach (byte code in wanted.IsEmpty ? _defaultRequest : wanted)
        {
            if (done[code])
            {
                continue;
            }

            done[code] = true;
            int before = options.Octets.Length;
            Add(options, (Dhcp4OptionCode)code, subnet, hostName);
            if (options.Octets.Length > room)
            {
                options.CutTo(before);
            }
        }
    }

    /// <summary>Adds what firmware needs to boot, asked for or not.</summary>
    public static void AddBoot(Dhcp4OptionList options, in Dhcp4Message request, PxeClient client, BootPlan? plan, Ipv4Address server)
    {
        if (client.Kind == PxeClientKind.None)
        {
            return;
        }

        if (client.Kind == PxeClientKind.HttpBoot)
        {
            // UEFI §24.7.2: an offer without this class is not for HTTP Boot, and firmware passes it over in silence.
            options.AddText(Dhcp4OptionCode.VendorClass, VendorClass.HttpClient);
        }

        // A PXE ROM gets no option 60 from us: PXEClient without option 43 sends UEFI to port 4011, and never to TFTP.
        if (plan is BootPlan.File file)
        {
            options.AddTerminatedText(Dhcp4OptionCode.TftpServerName, server.ToString());
            options.AddTerminatedText(Dhcp4OptionCode.BootFileName, file.Name);
        }

        if (client.Kind == PxeClientKind.Ipxe)
        {
            options.Add(Dhcp4OptionCode.Ipxe, IpxeNoProxy);
        }

        ReadOnlySpan<byte> identifier = request.Options.First(Dhcp4OptionCode.ClientMachineIdentifier);
        if (identifier.Length == ClientMachineIdentifier.Size)
        {
            options.Add(Dhcp4OptionCode.ClientMachineIdentifier, identifier);
        }
    }

    /// <summary>Ends a reply with what is given back as it came: client identifier (RFC 6842) and option 82 (RFC 3046).</summary>
    public static void AddEchoes(Dhcp4OptionList options, in Dhcp4Message request)
    {
        Span<byte> scratch = stackalloc byte[LongestEcho];
        ReadOnlySpan<byte> clientIdentifier = request.Options.Joined(Dhcp4OptionCode.ClientIdentifier, scratch);
        if (!clientIdentifier.IsEmpty)
        {
            options.Add(Dhcp4OptionCode.ClientIdentifier, clientIdentifier);
        }

        ReadOnlySpan<byte> relayInformation = request.Options.Joined(Dhcp4OptionCode.RelayAgentInformation, scratch);
        if (ReplyRoute.GoesToRelay(request) && RelayAgentInformation.IsWellFormed(relayInformation))
        {
            options.Add(Dhcp4OptionCode.RelayAgentInformation, relayInformation);
        }
    }

    private static void Add(Dhcp4OptionList options, Dhcp4OptionCode code, SubnetConfig subnet, string? hostName)
    {
        switch (code)
        {
            case Dhcp4OptionCode.Router when subnet.Gateway is { } gateway:
                options.AddAddress(code, gateway);
                break;
            case Dhcp4OptionCode.DomainNameServer when subnet.Dns.Count > 0:
                options.AddAddresses(code, subnet.Dns);
                break;
            case Dhcp4OptionCode.NtpServers when subnet.Ntp.Count > 0:
                options.AddAddresses(code, subnet.Ntp);
                break;
            case Dhcp4OptionCode.HostName when hostName is not null:
                options.AddText(code, hostName);
                break;
            case Dhcp4OptionCode.DomainName when subnet.Domain is { } domain:
                options.AddText(code, domain);
                break;
            case Dhcp4OptionCode.BroadcastAddress when subnet.Network.PrefixLength < 31:
                options.AddAddress(code, subnet.Network.BroadcastAddress);
                break;
            case Dhcp4OptionCode.InterfaceMtu when subnet.Mtu is { } mtu:
                options.AddUInt16(code, (ushort)mtu);
                break;
            default:
                // Not known, or nothing to say: RFC 2131 §4.3.1 lets a server leave it out.
                break;
        }
    }
}
