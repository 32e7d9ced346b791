using Rackd.Domain.Configuration;
using Rackd.Domain.Tftp;
using Rackd.Wire.Tftp;

namespace Rackd.Domain.Tests.Tftp;

public sealed class OptionNegotiationTests
{
    private const long Length = 5_000_000_000;

    [TestCaseSource(nameof(Rows))]
    public void The_answer_holds_only_what_can_be_agreed_to(string asked, string agreed) =>
        Assert.That(Negotiate(asked).Agreed.ToString(), Is.EqualTo(agreed));

    [Test]
    public void Without_an_option_a_block_has_512_octets_and_is_acknowledged_alone()
    {
        TransferOptions options = Negotiate(string.Empty);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.BlockSize, Is.EqualTo(512));
            Assert.That(options.WindowSize, Is.EqualTo(1));
            Assert.That(options.Agreed, Is.Empty);
            Assert.That(options.Timeout, Is.Null);
            Assert.That(options.Rollover, Is.Zero);
        }
    }

    [Test]
    public void What_is_answered_is_what_counts()
    {
        TransferOptions options = Negotiate("blksize 1428, windowsize 16, timeout 3, rollover 1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.BlockSize, Is.EqualTo(1428));
            Assert.That(options.WindowSize, Is.EqualTo(16));
            Assert.That(options.Timeout, Is.EqualTo(TimeSpan.FromSeconds(3)));
            Assert.That(options.Rollover, Is.EqualTo(1));
        }
    }

    [TestCase("tsize 0", "", TestName = "netascii leaves the size out, because it is not known")]
    [TestCase("windowsize 8", "", TestName = "netascii leaves the window out")]
    [TestCase("blksize 600, tsize 0, timeout 2", "blksize 600, timeout 2", TestName = "netascii agrees to block size and timeout")]
    public void Netascii(string asked, string agreed) =>
        Assert.That(Negotiate(asked, TftpMode.NetAscii).Agreed.ToString(), Is.EqualTo(agreed));

    [TestCase(1468, 1500, false, 1468, TestName = "the MTU clamp over IPv4 is MTU - 32")]
    [TestCase(1468, 1500, true, 1448, TestName = "the MTU clamp over IPv6 is MTU - 52")]
    [TestCase(1468, 1400, false, 1368, TestName = "a tunnel's MTU lowers the clamp")]
    [TestCase(1468, 9000, false, 1468, TestName = "a jumbo link does not raise the configured maximum")]
    [TestCase(65464, 9000, false, 8968, TestName = "a jumbo link allows jumbo blocks where the configuration does")]
    [TestCase(1024, 1500, false, 1024, TestName = "the configured maximum counts when it is less than the clamp")]
    [TestCase(1468, null, false, 1468, TestName = "an unknown MTU leaves the configured maximum")]
    [TestCase(1468, 20, false, 8, TestName = "a senseless MTU leaves the smallest block")]
    public void The_block_size_is_bounded_by_link_and_configuration(int configured, int? mtu, bool isIpv6, int expected)
    {
        TftpConfig config = new() { MaxBlockSize = configured };
        TransferLimits limits = TransferLimits.From(config, mtu, isIpv6);
        TransferOptions options = OptionNegotiation.Negotiate(
            new TftpOptions(new TftpOption("blksize", "65464")), TftpMode.Octet, Length, limits);
        Assert.That(options.BlockSize, Is.EqualTo(expected));
    }

    private static IEnumerable<TestCaseData> Rows()
    {
        yield return Row("row 3: unknown options are left out", "multicast 1, blksize 600", "blksize 600");
        yield return Row("row 3: only unknown options get no OACK", "multicast 1", "");
        yield return Row("row 4: names count in any case and keep their spelling", "BlkSize 600, TSIZE 0", "BlkSize 600, TSIZE 5000000000");
        yield return Row("row 4: of a double option the first wins", "blksize 600, BLKSIZE 700", "blksize 600");
        yield return Row("row 4: a double option is not rescued by its second value", "blksize x, blksize 700", "");
        yield return Row("row 4: answers keep the order asked", "windowsize 2, tsize 0, blksize 600", "windowsize 2, tsize 5000000000, blksize 600");
        yield return Row("row 5: the smallest block size is agreed to", "blksize 8", "blksize 8");
        foreach (string bad in new[] { "7", "0", "-1", "abc", "1428x", "+600", "1e3", "99999999999999999999" })
        {
            yield return Row($"row 5: block size {bad} is left out", $"blksize {bad}", "");
        }

        yield return Row("row 6: a block size beyond the RFC is clamped", "blksize 65465", "blksize 1468");
        yield return Row("row 6: a huge block size is clamped", "blksize 100000000000", "blksize 1468");
        yield return Row("row 7: a block size beyond the MTU is clamped", "blksize 1500", "blksize 1468");
        yield return Row("row 8: the size is told in 64 bits", "tsize 0", "tsize 5000000000");
        yield return Row("row 10: a timeout of 1 is echoed", "timeout 1", "timeout 1");
        yield return Row("row 10: a timeout of 255 is echoed", "timeout 255", "timeout 255");
        yield return Row("row 10: a timeout of 0 is left out", "timeout 0", "");
        yield return Row("row 10: a timeout of 256 is left out", "timeout 256", "");
        yield return Row("row 11: a window is agreed to", "windowsize 4", "windowsize 4");
        yield return Row("row 11: a window beyond the configured maximum is clamped", "windowsize 65535", "windowsize 64");
        yield return Row("row 11: a window of 0 is left out", "windowsize 0", "");
        yield return Row("row 11: a window of 65536 is left out", "windowsize 65536", "");
        yield return Row("row 11: a window that is no number is left out", "windowsize many", "");
        yield return Row("row 17: rollover to 1 is agreed to", "rollover 1", "rollover 1");
        yield return Row("row 17: rollover to 2 is left out", "rollover 2", "");
        yield return Row("edk2 gets all it asks for", "tsize 0, blksize 1468, windowsize 4", "tsize 5000000000, blksize 1468, windowsize 4");
    }

    private static TestCaseData Row(string name, string asked, string agreed) => new TestCaseData(asked, agreed).SetName(name);

    private static TransferOptions Negotiate(string asked, TftpMode mode = TftpMode.Octet)
    {
        TftpOption[] options =
        [
            .. asked.Split(", ", StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split(' '))
                .Select(pair => new TftpOption(pair[0], pair[1])),
        ];
        return OptionNegotiation.Negotiate(
            new TftpOptions(options), mode, Length, TransferLimits.From(new TftpConfig(), 1500, isIpv6: false));
    }
}
