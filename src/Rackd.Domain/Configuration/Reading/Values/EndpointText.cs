using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>Where to listen: <c>:69</c>, <c>10.1.0.1:69</c>, <c>[::1]:69</c>.</summary>
internal static class EndpointText
{
    private const string Form = "write \":69\", \"10.1.0.1:69\" or \"[::1]:69\"";

    public static Parsed<IPEndPoint> Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            bool isPort = TryPort(text, out _);
            return isPort
                ? Bad($"{Parsed.Quote(text)} needs a colon before the port", $":{text}")
                : Bad($"{Parsed.Quote(text)} has no port; {Form}");
        }

        string host = text[..colon];
        bool bracketed = host.StartsWith('[') && host.EndsWith(']');
        if (!bracketed && host.Contains(':', StringComparison.Ordinal))
        {
            bool whole = IsIpv6(text) && !IsIpv6(host);
            return Bad(
                $"{Parsed.Quote(text)} needs brackets around its IPv6 address; {Form}",
                whole ? null : $"[{host}]:{text[(colon + 1)..]}");
        }

        if (!TryPort(text[(colon + 1)..], out int port))
        {
            return Bad($"{Parsed.Quote(text)} has no port between 1 and 65535; {Form}");
        }

        return (host, bracketed) switch
        {
            ("", _) => Parsed.Good(new IPEndPoint(IPAddress.IPv6Any, port)),
            (_, true) when IsIpv6(host[1..^1]) => Parsed.Good(new IPEndPoint(IPAddress.Parse(host[1..^1]), port)),
            (_, false) when Ipv4Address.TryParse(host, out Ipv4Address address) =>
                Parsed.Good(new IPEndPoint(address.ToIPAddress(), port)),
            ("*", _) => Bad($"{Parsed.Quote(text)} has a star, which is left out to mean every address", text[1..]),
            _ => Bad($"{Parsed.Quote(text)} has no numeric address before the port; {Form}"),
        };
    }

    public static string Write(IPEndPoint endPoint) => endPoint.Address.Equals(IPAddress.IPv6Any)
        ? string.Create(CultureInfo.InvariantCulture, $":{endPoint.Port}")
        : endPoint.ToString();

    private static Parsed<IPEndPoint> Bad(string message, string? suggestion = null) =>
        Parsed.Bad<IPEndPoint>(message, suggestion);

    private static bool IsIpv6(string text) =>
        !text.Contains('[', StringComparison.Ordinal)
        && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is > 0 and <= ushort.MaxValue;
}
