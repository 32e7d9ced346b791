using Rackd.Domain.Tftp;

namespace Rackd.Domain.Tests.Tftp;

public sealed class BlockNumbersTests
{
    [TestCase(0, 1, 1)]
    [TestCase(0, 65535, 65535)]
    [TestCase(0, 65536, 0)]
    [TestCase(0, 65537, 1)]
    [TestCase(0, 131072, 0)]
    [TestCase(1, 0, 0)]
    [TestCase(1, 1, 1)]
    [TestCase(1, 65535, 65535)]
    [TestCase(1, 65536, 1)]
    [TestCase(1, 131071, 1)]
    public void The_number_after_65535_is_the_agreed_one(int rollover, long block, int wire) =>
        Assert.That(new BlockNumbers((ushort)rollover).ToWire(block), Is.EqualTo(wire));

    [Test]
    public void A_number_is_found_again_from_any_place_before_it([Values(0, 1)] int rollover)
    {
        BlockNumbers numbers = new((ushort)rollover);
        for (long from = 1; from < 200_000; from += 997)
        {
            foreach (long ahead in new[] { 0L, 1, 63, 32_766 })
            {
                Assert.That(numbers.Resolve(numbers.ToWire(from + ahead), from), Is.EqualTo(from + ahead));
            }
        }
    }

    [Test]
    public void Zero_names_no_block_when_numbers_roll_over_to_one()
    {
        BlockNumbers numbers = new(1);
        Assert.That((numbers.Resolve(0, 0), numbers.Resolve(0, 7)), Is.EqualTo(((long?)0, (long?)null)));
    }
}
