using Rackd.Wire.Binary;

namespace Rackd.Wire.Tests.Binary;

public sealed class WireReaderTests
{
    [Test]
    public void Numbers_are_read_most_significant_octet_first()
    {
        WireReader reader = new([1, 2, 3, 4, 5, 6, 7]);
        (byte one, ushort two, uint four) = (reader.U8(), reader.U16(), reader.U32());
        int position = reader.Position;

        Assert.That((one, two, four, position), Is.EqualTo(((byte)1, (ushort)0x0203, 0x04050607u, 7)));
    }

    [Test]
    public void It_fails_once_and_stays_failed()
    {
        WireReader reader = new([1, 2, 3]);
        uint four = reader.U32();
        byte one = reader.U8();
        reader.Fail(WireError.BadValue);
        int rest = reader.Rest().Length;
        (WireError error, int remaining, int position) = (reader.Error, reader.Remaining, reader.Position);

        Assert.That(
            (four, one, rest, error, remaining, position), Is.EqualTo((0u, (byte)0, 0, WireError.Truncated, 0, 0)));
    }

    [Test]
    public void A_negative_count_is_truncated()
    {
        WireReader reader = new([1, 2, 3]);
        reader.Skip(-1);
        Assert.That(reader.Error, Is.EqualTo(WireError.Truncated));
    }

    [Test]
    public void The_rest_is_all_that_is_left_also_when_that_is_nothing()
    {
        WireReader reader = new([1, 2, 3]);
        reader.Skip(1);
        byte[] rest = reader.Rest().ToArray();
        int after = reader.Rest().Length;
        WireError error = reader.Error;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rest, Is.EqualTo(new byte[] { 2, 3 }));
            Assert.That((after, error), Is.EqualTo((0, WireError.None)));
        }
    }
}
