using System.Net;
using System.Net.Sockets;
using System.Numerics;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>Addresses and networks as text.</summary>
internal static class AddressText
{
    private const int ShortestPrefix = 8;

    /// <summary>An address that one host can have.</summary>
    public static Parsed<Ipv4Address> ParseHost(string text)
    {
        if (!Ipv4Address.TryParse(text, out Ipv4Address address))
        {
            return IsIpv6(text)
                ? Parsed.Bad<Ipv4Address>(
                    $"{Parsed.Quote(text)} is an IPv6 address; this version takes IPv4 here",
                    code: ConfigErrorCode.Ipv6)
                : Parsed.Bad<Ipv4Address>(
                    $"{Parsed.Quote(text)} is no IPv4 address; write four numbers such as \"10.1.0.1\"", Trimmed(text));
        }

        return address.IsAny || address.IsMulticast || address == Ipv4Address.Broadcast
            ? Parsed.Bad<Ipv4Address>($"{address} is no address that a host can have")
            : Parsed.Good(address);
    }

    public static Parsed<Ipv4Network> ParseNetwork(string text)
    {
        if (!Ipv4Network.TryParse(text, out Ipv4Network network, out bool hostBits))
        {
            return RefuseNetwork(text);
        }

        if (network.PrefixLength < ShortestPrefix || network.Address.IsMulticast || network.Address.IsLoopback
            || network.Address.Value >> 24 == 0)
        {
            return Parsed.Bad<Ipv4Network>($"{Parsed.Quote(text)} is no network in which hosts are served");
        }

        return hostBits
            ? Parsed.Bad<Ipv4Network>($"{text} has host bits set", network.ToString(), ConfigErrorCode.HostBits)
            : Parsed.Good(network);
    }

    public static Parsed<MacAddress> ParseMac(string text)
    {
        if (!MacAddress.TryParse(text, out MacAddress mac))
        {
            return Parsed.Bad<MacAddress>(
                $"{Parsed.Quote(text)} is no MAC address; write six pairs such as \"52:54:00:12:34:56\"");
        }

        return mac.IsZero || mac.IsMulticast
            ? Parsed.Bad<MacAddress>($"{mac} is no hardware address of a single machine")
            : Parsed.Good(mac);
    }

    public static Parsed<Guid> ParseUuid(string text) => Guid.TryParseExact(text, "D", out Guid uuid)
        ? Parsed.Good(uuid)
        : Parsed.Bad<Guid>(
            $"{Parsed.Quote(text)} is no UUID; write it as \"4c4c4544-0042-3510-8052-b4c04f4b4e32\"",
            Guid.TryParse(text, out Guid meant) ? meant.ToString("D") : null);

    private static Parsed<Ipv4Network> RefuseNetwork(string text)
    {
        string[] parts = text.Split('/');
        if (IsIpv6(parts[0]))
        {
            return Parsed.Bad<Ipv4Network>(
                $"{Parsed.Quote(text)} is an IPv6 network; IPv6 subnets come with a later version",
                code: ConfigErrorCode.Ipv6);
        }

        string? meant = null;
        if (Ipv4Address.TryParse(parts[0].Trim(), out Ipv4Address address))
        {
            meant = parts.Length == 2 && Ipv4Address.TryParse(parts[1], out Ipv4Address mask) && IsMask(mask)
                ? new Ipv4Network(address, BitOperations.PopCount(mask.Value)).ToString()
                : null;
            meant ??= parts.Length == 1 && (address.Value & 0xFF) == 0 && !address.IsAny ? $"{address}/24" : null;
        }

        return Parsed.Bad<Ipv4Network>(
            $"{Parsed.Quote(text)} is no IPv4 network; write address and prefix length such as \"10.1.0.0/24\"", meant);
    }

    private static bool IsMask(Ipv4Address mask) => BitOperations.IsPow2((ulong)~mask.Value + 1);

    private static bool IsIpv6(string text) =>
        text.Contains(':', StringComparison.Ordinal)
        && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    // 010.1.0.1 is octal to some programs and decimal to others, so it is not read; what it looks like is offered.
    private static string? Trimmed(string text)
    {
        string[] parts = text.Trim().Split('.', '/');
        if (parts.Length < Ipv4Address.Size)
        {
            return null;
        }

        string plain = string.Join(
            '.', parts.Take(Ipv4Address.Size).Select(part => part.TrimStart('0') is { Length: > 0 } rest ? rest : "0"));
        return Ipv4Address.TryParse(plain, out Ipv4Address meant) ? meant.ToString() : null;
    }
}
