using FsCheck;
using FsCheck.Fluent;
using Rackd.Services.BootHttp;

namespace Rackd.Services.Tests.BootHttp;

internal sealed class ByteRangeTests
{
    [Test]
    public void A_part_lies_inside_the_file() =>
        Prop.ForAll<long, long, PositiveInt>((first, last, length) =>
        {
            ByteRange range = ByteRange.Read($"bytes={first}-{last}", length.Get);
            return range.Kind switch
            {
                RangeKind.Part => range.Offset >= 0 && range.Length > 0 && range.Offset + range.Length <= length.Get,
                RangeKind.Whole => range.Offset == 0 && range.Length == length.Get,
                _ => range.Length == 0,
            };
        }).QuickCheckThrowOnFailure();

    [Test]
    public void No_field_throws() =>
        Prop.ForAll<string>(field => ByteRange.Read("bytes=" + field, 10).Length <= 10).QuickCheckThrowOnFailure();
}
