using FsCheck;
using FsCheck.Fluent;
using Rackd.Testing;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Tests.Binary;

public sealed class InternetChecksumTests
{
    [Test]
    public void The_example_of_RFC_1071_gives_its_sum() =>
        Assert.That(InternetChecksum.Of(Hex.Parse("0001 f203 f4f5 f6f7")), Is.EqualTo(unchecked((ushort)~0xddf2)));

    [Test]
    public void An_odd_last_octet_is_the_high_half_of_a_word() =>
        Assert.That(InternetChecksum.Of([0x12, 0x34, 0x56]), Is.EqualTo(InternetChecksum.Of([0x12, 0x34, 0x56, 0x00])));

    [Test]
    public void Of_nothing_it_is_all_ones() => Assert.That(InternetChecksum.Of([]), Is.EqualTo(0xFFFF));

    [Test]
    public void Carries_are_added_again() =>
        Assert.That(InternetChecksum.Of([0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x01]), Is.EqualTo(0xFFFE));

    [Test]
    public void Octets_with_their_own_checksum_give_zero() => Prop.ForAll<byte[]>(octets =>
    {
        byte[] even = octets.Length % 2 == 0 ? octets : octets[1..];
        ushort checksum = InternetChecksum.Of(even);
        return InternetChecksum.Of([.. even, (byte)(checksum >> 8), (byte)checksum]) == 0;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void A_sum_may_be_taken_in_pieces() => Prop.ForAll<byte[], byte[]>((first, second) =>
    {
        byte[] even = first.Length % 2 == 0 ? first : first[1..];
        uint sum = InternetChecksum.Add(InternetChecksum.Add(0, even), second);
        return InternetChecksum.Finish(sum) == InternetChecksum.Of([.. even, .. second]);
    }).QuickCheckThrowOnFailure();
}
