using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Domain.Tftp;

namespace Rackd.Domain.Tests.Tftp;

public sealed class NetasciiEncoderTests
{
    [TestCase("a\nb", "a\r\nb", TestName = "LF becomes CR LF")]
    [TestCase("a\rb", "a\r\0b", TestName = "CR becomes CR NUL")]
    [TestCase("a\r\nb", "a\r\0\r\nb", TestName = "CR LF is a CR and an LF")]
    [TestCase("\n", "\r\n", TestName = "a lone LF becomes CR LF")]
    [TestCase("", "", TestName = "nothing stays nothing")]
    [TestCase("plain", "plain", TestName = "other octets stay")]
    public void Line_ends_are_the_networks(string text, string encoded) =>
        Assert.That(Encode(Encoding.Latin1.GetBytes(text), 512, 512), Is.EqualTo(Encoding.Latin1.GetBytes(encoded)));

    [Test]
    public void A_pair_may_be_split_by_blocks_of_any_size([Range(1, 40)] int blockSize)
    {
        byte[] text = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("ab\n\r\r\n\nc", 50)));
        Assert.That(Encode(text, blockSize, 7), Is.EqualTo(Encode(text, 100_000, 100_000)));
    }

    [Test]
    public void Decoding_gives_the_octets_back() => Prop.ForAll<byte[], PositiveInt>(
        (octets, blockSize) => Decode(Encode(octets, blockSize.Get, 3)).SequenceEqual(octets)).QuickCheckThrowOnFailure();

    private static byte[] Encode(byte[] source, int blockSize, int readSize)
    {
        NetasciiEncoder encoder = new();
        List<byte> encoded = [];
        byte[] block = new byte[blockSize];
        int offset = 0;
        while (offset < source.Length || encoder.HasPending)
        {
            int count = Math.Min(readSize, source.Length - offset);
            int written = encoder.Encode(source.AsSpan(offset, count), block, out int consumed);
            encoded.AddRange(block.AsSpan(0, written));
            offset += consumed;
        }

        return [.. encoded];
    }

    private static IEnumerable<byte> Decode(byte[] encoded)
    {
        for (int index = 0; index < encoded.Length; index++)
        {
            if (encoded[index] == '\r')
            {
                index++;
                yield return encoded[index] == 0 ? (byte)'\r' : encoded[index];
            }
            else
            {
                yield return encoded[index];
            }
        }
    }
}
