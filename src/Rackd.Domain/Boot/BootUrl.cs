using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Rackd.Domain.Configuration;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Boot;

/// <summary>URLs of boot files (RFC 3986). Always with an address for a host: firmware often cannot resolve names.</summary>
public static class BootUrl
{
    /// <summary>The name under which iPXE gets its script.</summary>
    public const string ScriptName = "boot.ipxe";

    private const int HttpPort = 80;

    /// <summary><c>http://10.1.0.1:5248</c>, <c>http://[fd00::1]</c>: without a slash at the end; the port unless it is 80.</summary>
    public static string HttpOrigin(IPAddress server, int port) =>
        port == HttpPort
            ? $"http://{Host(server)}"
            : string.Create(CultureInfo.InvariantCulture, $"http://{Host(server)}:{port}");

    /// <summary>Where files are fetched from: the HTTP origin, or <c>tftp://10.1.0.1</c> where HTTP is switched off.</summary>
    public static string Origin(RackdConfig config, IPAddress server) =>
        config.Http.Enabled ? HttpOrigin(server, config.Http.Listen.Port) : $"tftp://{Host(server)}";

    /// <summary>The URL of a file below the root.</summary>
    /// <param name="origin">What <see cref="Origin"/> gives.</param>
    /// <param name="name">The name with forward slashes; a leading one is dropped.</param>
    public static string File(string origin, string name) =>
        $"{origin}/{string.Join('/', name.TrimStart('/').Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>
    /// The URL of a machine's iPXE script. It carries what rules ask for and an HTTP request does not tell; it stays
    /// below 128 octets, which is what the <c>file</c> field of DHCP holds.
    /// </summary>
    public static string Script(string origin, MacAddress mac, ClientArchitecture? architecture, Guid? uuid)
    {
        string machine = $"{origin}/{ScriptName}?mac={mac}";
        string processor = architecture is { } code ? $"&arch={ArchitectureNames.Of(code)}" : string.Empty;
        string board = uuid is { } id ? $"&uuid={id:D}" : string.Empty;
        return machine + processor + board;
    }

    private static string Host(IPAddress server)
    {
        IPAddress plain = server.IsIPv4MappedToIPv6 ? server.MapToIPv4() : server;
        if (plain.AddressFamily == AddressFamily.InterNetwork)
        {
            return plain.ToString();
        }

        // A zone index names an interface of ours and means nothing to the client.
        return $"[{new IPAddress(plain.GetAddressBytes())}]";
    }
}
