using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Domain.Dhcp4;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Tests.Dhcp4;

public sealed class LeaseLineTests
{
    private static readonly Lease _lease = new(
        Ipv4Address.Parse("10.1.0.23"),
        MacAddress.Parse("52:54:00:12:34:56"),
        LeaseState.Leased,
        new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 11, 20, 11, 0, 0, 123, TimeSpan.Zero),
        "node7");

    [Test]
    public void A_line_can_be_read_by_a_person() => Assert.That(
        LeaseLine.Format(_lease)[9..],
        Is.EqualTo("10.1.0.23 52:54:00:12:34:56 leased 2026-11-20T10:00:00.0000000+00:00 2026-11-20T11:00:00.1230000+00:00 node7"));

    [Test]
    public void Its_checksum_is_CRC_32C_of_the_rest() =>
        Assert.That(LeaseLine.Format(_lease)[..8], Is.EqualTo(Crc32C(LeaseLine.Format(_lease)[9..])));

    [Test]
    public void Every_change_of_a_character_is_found()
    {
        string line = LeaseLine.Format(_lease);
        for (int index = 0; index < line.Length; index++)
        {
            string changed = line[..index] + (line[index] == '0' ? '1' : '0') + line[(index + 1)..];
            Assert.That(LeaseLine.TryParse(changed, out _), Is.False, changed);
        }
    }

    [Test]
    public void Every_shorter_line_is_refused()
    {
        string line = LeaseLine.Format(_lease);
        for (int length = 0; length < line.Length; length++)
        {
            Assert.That(LeaseLine.TryParse(line[..length], out _), Is.False, line[..length]);
        }
    }

    [TestCase("10.1.0.23 52:54:00:12:34:56 lent 2026-11-20T10:00:00.0000000+00:00 2026-11-20T11:00:00.0000000+00:00 -")]
    [TestCase("10.1.0.256 52:54:00:12:34:56 leased 2026-11-20T10:00:00.0000000+00:00 2026-11-20T11:00:00.0000000+00:00 -")]
    [TestCase("10.1.0.23 52:54:00:12:34 leased 2026-11-20T10:00:00.0000000+00:00 2026-11-20T11:00:00.0000000+00:00 -")]
    [TestCase("10.1.0.23 52:54:00:12:34:56 leased yesterday 2026-11-20T11:00:00.0000000+00:00 -")]
    [TestCase("10.1.0.23 52:54:00:12:34:56 leased 2026-11-20T10:00:00.0000000+00:00 -")]
    public void A_right_checksum_does_not_excuse_a_wrong_field(string fields) =>
        Assert.That(LeaseLine.TryParse($"{Crc32C(fields)} {fields}", out _), Is.False);

    [Test]
    public void What_is_written_is_read_again() => Prop.ForAll<uint, ulong, uint>((address, mac, time) =>
    {
        Lease lease = new(
            new Ipv4Address(address),
            new MacAddress(mac),
            (LeaseState)(mac % 3),
            DateTimeOffset.UnixEpoch.AddTicks(time * 1_000_003L),
            DateTimeOffset.UnixEpoch.AddSeconds(time).ToOffset(TimeSpan.FromHours(time % 12)),
            time % 4 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"node-{time}"));
        return LeaseLine.TryParse(LeaseLine.Format(lease), out Lease? read) && read == lease;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void No_text_throws() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(), text => !LeaseLine.TryParse(text ?? string.Empty, out _)).QuickCheckThrowOnFailure();

    private static string Crc32C(string text)
    {
        uint crc = uint.MaxValue;
        foreach (char character in text)
        {
            crc ^= character;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }

        return (~crc).ToString("x8", CultureInfo.InvariantCulture);
    }
}
