using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Testing;
using Rackd.Wire.Binary;
using Rackd.Wire.Tftp;

namespace Rackd.Wire.Tests.Tftp;

public sealed class TftpPacketTests
{
    [Test]
    public void DATA_is_read_and_written_back()
    {
        WireError error = TftpData.TryRead(TftpVectors.Data, out TftpData data);
        ArrayBufferWriter<byte> writer = new();
        data.WriteTo(writer);
        (ushort block, byte[] octets) = (data.Block, data.Octets.ToArray());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Is.EqualTo(WireError.None));
            Assert.That(block, Is.EqualTo(65535));
            Assert.That(octets, Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
            Assert.That(writer.WrittenSpan.ToArray(), Is.EqualTo(TftpVectors.Data));
        }
    }

    [Test]
    public void An_empty_last_block_is_a_block() =>
        Assert.That(TftpData.TryRead(TftpVectors.Data.AsSpan(0, TftpData.HeaderSize), out _), Is.EqualTo(WireError.None));

    [Test]
    public void ACK_is_read_and_written_back()
    {
        WireError error = TftpAcknowledgement.TryRead(TftpVectors.Acknowledgement, out TftpAcknowledgement acknowledgement);
        ArrayBufferWriter<byte> writer = new();
        acknowledgement.WriteTo(writer);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Is.EqualTo(WireError.None));
            Assert.That(acknowledgement.Block, Is.EqualTo(16));
            Assert.That(writer.WrittenSpan.ToArray(), Is.EqualTo(TftpVectors.Acknowledgement));
        }
    }

    [Test]
    public void ERROR_is_read_and_written_back()
    {
        WireError error = TftpError.TryRead(TftpVectors.EdkAbort, out TftpError abort);
        ArrayBufferWriter<byte> writer = new();
        abort.WriteTo(writer);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Is.EqualTo(WireError.None));
            Assert.That(abort, Is.EqualTo(new TftpError(TftpErrorCode.OptionsRefused, "User aborted")));
            Assert.That(writer.WrittenSpan.ToArray(), Is.EqualTo(TftpVectors.EdkAbort));
        }
    }

    [Test]
    public void ERROR_without_the_NUL_of_its_message_counts()
    {
        WireError error = TftpError.TryRead(TftpVectors.EdkAbort.AsSpan(0, 8), out TftpError abort);
        Assert.That((error, abort.Message), Is.EqualTo((WireError.None, "User")));
    }

    [Test]
    public void A_long_message_is_cut()
    {
        TftpError.TryRead([0, 5, 0, 0, .. Encoding.ASCII.GetBytes(new string('m', 9000))], out TftpError error);
        Assert.That(error.Message, Has.Length.EqualTo(TftpError.MaxMessageLength));
    }

    [Test]
    public void OACK_is_read_and_written_back()
    {
        WireError error = TftpOptionAcknowledgement.TryRead(
            TftpVectors.OptionAcknowledgement, out TftpOptionAcknowledgement? acknowledgement);
        ArrayBufferWriter<byte> writer = new();
        acknowledgement!.WriteTo(writer);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Is.EqualTo(WireError.None));
            Assert.That(acknowledgement.Options.ToString(), Is.EqualTo("tsize 512, blksize 1432"));
            Assert.That(writer.WrittenSpan.ToArray(), Is.EqualTo(TftpVectors.OptionAcknowledgement));
        }
    }

    [Test]
    public void Every_packet_without_a_whole_header_is_truncated([Range(0, 3)] int length)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TftpData.TryRead(TftpVectors.Data.AsSpan(0, length), out _), Is.EqualTo(WireError.Truncated));
            Assert.That(
                TftpAcknowledgement.TryRead(TftpVectors.Acknowledgement.AsSpan(0, length), out _),
                Is.EqualTo(WireError.Truncated));
            Assert.That(TftpError.TryRead(TftpVectors.EdkAbort.AsSpan(0, length), out _), Is.EqualTo(WireError.Truncated));
        }
    }

    [Test]
    public void Of_a_double_option_the_first_counts_in_any_case()
    {
        TftpOptions options = new(new("BlkSize", "1000"), new("blksize", "2000"));
        Assert.That(options.Find(TftpOptionName.BlockSize), Is.EqualTo("1000"));
    }

    [TestCase("0", true)]
    [TestCase("0100", true)]
    [TestCase("-1", false)]
    [TestCase("+1", false)]
    [TestCase(" 1", false)]
    [TestCase("1428x", false)]
    [TestCase("abc", false)]
    [TestCase("", false)]
    [TestCase("99999999999999999999", false)]
    public void A_number_is_digits_only(string value, bool isNumber) =>
        Assert.That(new TftpOptions(new TftpOption("n", value)).TryFindNumber("n", out _), Is.EqualTo(isNumber));

    [Test]
    public void No_octets_make_a_reader_throw() =>
        Prop.ForAll<byte[]>(octets => ReadAll(octets)).QuickCheckThrowOnFailure();

    [Test]
    public void No_mutation_of_a_packet_makes_a_reader_throw([Range(0, 6)] int vector)
    {
        byte[] packet = TftpVectors.All.ElementAt(vector);
        foreach (byte[] mutated in new SeededRandom(vector).Mutations(packet, 1000))
        {
            Assert.That(ReadAll(mutated), Is.True);
        }
    }

    [Test]
    public void Reading_DATA_and_ACK_allocates_nothing()
    {
        byte[] data = TftpVectors.Data;
        byte[] acknowledgement = TftpVectors.Acknowledgement;
        int blocks = 0;
        for (int warmUp = 0; warmUp < 100; warmUp++)
        {
            blocks += ReadBoth(data, acknowledgement);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 1000; round++)
        {
            blocks += ReadBoth(data, acknowledgement);
        }

        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before, blocks), Is.EqualTo((0L, 1100 * 65551)));
    }

    private static int ReadBoth(byte[] data, byte[] acknowledgement)
    {
        TftpData.TryRead(data, out TftpData block);
        TftpAcknowledgement.TryRead(acknowledgement, out TftpAcknowledgement acknowledged);
        return block.Block + acknowledged.Block;
    }

    /// <summary>Reads octets as each packet; what was read can be written.</summary>
    private static bool ReadAll(byte[] octets)
    {
        ArrayBufferWriter<byte> writer = new();
        if (TftpRequest.TryRead(octets, out TftpRequest? request) == WireError.None)
        {
            request!.WriteTo(writer);
        }

        if (TftpOptionAcknowledgement.TryRead(octets, out TftpOptionAcknowledgement? acknowledgement) == WireError.None)
        {
            acknowledgement!.WriteTo(writer);
        }

        if (TftpError.TryRead(octets, out TftpError error) == WireError.None)
        {
            error.WriteTo(writer);
        }

        TftpData.TryRead(octets, out _);
        TftpAcknowledgement.TryRead(octets, out _);
        return writer.WrittenCount <= 4 * (octets.Length + 4);
    }
}
