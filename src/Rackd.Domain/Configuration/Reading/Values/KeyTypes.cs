using System.Net;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>The types of value that keys take.</summary>
internal static class KeyTypes
{
    private static readonly TimeSpan _year = TimeSpan.FromDays(365);

    public static KeyType<bool> Boolean { get; } = new BooleanKeyType();

    public static KeyType<string> Label { get; } = Text("name", "a name such as \"r12\"", NameText.ParseLabel);

    public static KeyType<string> HostName { get; } =
        Text("host name", "a host name such as \"r1u07\"", NameText.ParseHostName);

    public static KeyType<string> DomainName { get; } =
        Text("domain name", "a domain such as \"rack.example\"", NameText.ParseHostName);

    public static KeyType<string> Interface { get; } =
        Text("interface", "an interface such as \"eno1\"", NameText.ParseInterface);

    public static KeyType<string> Group { get; } =
        Text("group", "a group such as \"rackd-admin\"", NameText.ParseGroup);

    public static KeyType<string> AbsolutePath { get; } =
        Text("absolute path", "an absolute path such as \"/srv/rackd\"", NameText.ParseAbsolutePath);

    public static KeyType<string> SocketPath { get; } =
        Text("absolute path", "an absolute path such as \"/run/rackd/rackd.sock\"", NameText.ParseSocketPath);

    public static KeyType<string> BootFile { get; } =
        Text("file below the root", "a file below the root such as \"debian/vmlinuz\"", NameText.ParseBootFile);

    public static KeyType<string> FreeText { get; } = Text("text", "a string", NameText.ParseText);

    public static KeyType<string> MaybeEmptyText { get; } = Text("text", "a string", Parsed.Good);

    public static KeyType<Ipv4Address> Address { get; } = new TextKeyType<Ipv4Address>(
        "IPv4 address", "an IPv4 address such as \"10.1.0.1\"", AddressText.ParseHost, address => address.ToString());

    public static KeyType<Ipv4Network> Network { get; } = new TextKeyType<Ipv4Network>(
        "IPv4 network", "an IPv4 network such as \"10.1.0.0/24\"", AddressText.ParseNetwork,
        network => network.ToString());

    public static KeyType<MacAddress> Mac { get; } = new TextKeyType<MacAddress>(
        "MAC address", "a MAC address such as \"52:54:00:12:34:56\"", AddressText.ParseMac, mac => mac.ToString());

    public static KeyType<Guid> Uuid { get; } = new TextKeyType<Guid>(
        "UUID", "a UUID such as \"4c4c4544-0042-3510-8052-b4c04f4b4e32\"", AddressText.ParseUuid,
        uuid => uuid.ToString("D"));

    public static KeyType<IPEndPoint> Endpoint { get; } = new TextKeyType<IPEndPoint>(
        "address and port", "an address and port such as \":5248\"", EndpointText.Parse, EndpointText.Write)
    {
        FromNumber = number => number is > 0 and <= ushort.MaxValue ? FormattableString.Invariant($":{number}") : null,
    };

    public static KeyType<IReadOnlyList<Ipv4Address>> Addresses { get; } = new ListKeyType<Ipv4Address>(
        "array of IPv4 addresses", "an array of IPv4 addresses such as [\"10.1.0.1\"]", Address);

    public static KeyType<IReadOnlyList<string>> Labels { get; } = new ListKeyType<string>(
        "array of names", "an array of names such as [\"compute\"]", Label);

    public static KeyType<IReadOnlyList<string>> BootFiles { get; } = new ListKeyType<string>(
        "array of files below the root", "an array of files such as [\"debian/initrd.gz\"]", BootFile);

    public static KeyType<IReadOnlyList<MacAddress>> Macs { get; } = new ListKeyType<MacAddress>(
        "array of MAC addresses", "a MAC address or an array of them", Mac, takesOne: true);

    /// <summary>How long an address is lent: 30 s to a year.</summary>
    public static KeyType<TimeSpan> LeaseTime { get; } = Duration(TimeSpan.FromSeconds(30), _year);

    /// <summary>1 s to an hour.</summary>
    public static KeyType<TimeSpan> ShortTime { get; } = Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    /// <summary>1 s to a year.</summary>
    public static KeyType<TimeSpan> LongTime { get; } = Duration(TimeSpan.FromSeconds(1), _year);

    public static KeyType<int> Integer(string what, int least, int most) => new IntegerKeyType(what, least, most);

    private static TextKeyType<TimeSpan> Duration(TimeSpan least, TimeSpan most) => new(
        $"duration, {DurationText.Write(least)} to {DurationText.Write(most)}",
        "a duration such as \"10m\"",
        text => DurationText.Parse(text, least, most),
        DurationText.Write)
    {
        FromNumber = number => number > 0 && number <= most.TotalSeconds
            ? DurationText.Write(TimeSpan.FromSeconds(number))
            : null,
    };

    private static TextKeyType<string> Text(string word, string expected, Func<string, Parsed<string>> parse) =>
        new(word, expected, parse, text => text);
}
