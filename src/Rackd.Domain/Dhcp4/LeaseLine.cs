using System.Globalization;
using System.Numerics;
using System.Text;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Dhcp4;

/// <summary>
/// One lease as a line of the journal: checksum, address, hardware address, state, start, expiry, host name.
/// <c>5d8c1f02 10.1.0.23 52:54:00:12:34:56 leased 2026-11-20T10:00:00.0000000+00:00 … node7</c>
/// </summary>
public static class LeaseLine
{
    /// <summary>First line of a journal; a newer format begins with a higher number.</summary>
    public const string Header = "rackd-leases 1";

    private const string TimeFormat = "O";
    private const string NoName = "-";
    private const int Fields = 7;

    /// <summary>Writes a lease as a line, without a line end.</summary>
    public static string Format(Lease lease)
    {
        string fields = string.Create(
            CultureInfo.InvariantCulture,
            $"{lease.Address} {lease.Mac} {NameOf(lease.State)} {Text(lease.Start)} {Text(lease.Expiry)} {lease.HostName ?? NoName}");
        return string.Create(CultureInfo.InvariantCulture, $"{Checksum(fields):x8} {fields}");
    }

    /// <summary>Reads a line; false when it is torn, changed or of another format.</summary>
    public static bool TryParse(string line, out Lease? lease)
    {
        lease = null;
        string[] fields = line.Split(' ');
        if (fields.Length != Fields
            || !uint.TryParse(fields[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint checksum)
            || checksum != Checksum(line.AsSpan(fields[0].Length + 1))
            || !Ipv4Address.TryParse(fields[1], out Ipv4Address address)
            || !MacAddress.TryParse(fields[2], out MacAddress mac)
            || StateOf(fields[3]) is not { } state
            || !TryParseTime(fields[4], out DateTimeOffset start)
            || !TryParseTime(fields[5], out DateTimeOffset expiry))
        {
            return false;
        }

        lease = new Lease(address, mac, state, start, expiry, fields[6] == NoName ? null : fields[6]);
        return true;
    }

    private static uint Checksum(ReadOnlySpan<char> fields)
    {
        uint crc = uint.MaxValue;
        Span<byte> octets = stackalloc byte[4];
        foreach (Rune rune in fields.EnumerateRunes())
        {
            foreach (byte octet in octets[..rune.EncodeToUtf8(octets)])
            {
                crc = BitOperations.Crc32C(crc, octet);
            }
        }

        return ~crc;
    }

    private static string Text(DateTimeOffset time) =>
        time.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static bool TryParseTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static string NameOf(LeaseState state) => state switch
    {
        LeaseState.Leased => "leased",
        LeaseState.Released => "released",
        LeaseState.Declined => "declined",
    };

    private static LeaseState? StateOf(string name) => name switch
    {
        "leased" => LeaseState.Leased,
        "released" => LeaseState.Released,
        "declined" => LeaseState.Declined,
        _ => null,
    };
}
