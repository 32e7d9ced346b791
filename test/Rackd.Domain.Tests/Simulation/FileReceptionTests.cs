using System.Buffers;
using Rackd.Domain.Simulation;
using Rackd.Testing;
using Rackd.Wire.Tftp;

namespace Rackd.Domain.Tests.Simulation;

public sealed class FileReceptionTests
{
    private static readonly TftpOptions _asked =
        new(new TftpOption("blksize", "8"), new TftpOption("windowsize", "2"), new TftpOption("tsize", "0"));

    [Test]
    public void Without_options_every_block_is_acknowledged()
    {
        FileReception reception = new(TftpOptions.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reception.LastAcknowledged, Is.Null);
            Assert.That(reception.Take(Data(1, 512)), Is.EqualTo(new ReceptionStep.Acknowledge(1, IsLast: false)));
            Assert.That(reception.Take(Data(2, 0)), Is.EqualTo(new ReceptionStep.Acknowledge(2, IsLast: true)));
            Assert.That(reception.Octets, Is.EqualTo(512));
        }
    }

    [Test]
    public void With_a_window_its_last_block_and_the_files_last_are_acknowledged()
    {
        FileReception reception = Agreed();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reception.Size, Is.EqualTo(20));
            Assert.That(reception.Take(Data(1, 8)), Is.InstanceOf<ReceptionStep.Wait>());
            Assert.That(reception.Take(Data(2, 8)), Is.EqualTo(new ReceptionStep.Acknowledge(2, IsLast: false)));
            Assert.That(reception.Take(Data(3, 4)), Is.EqualTo(new ReceptionStep.Acknowledge(3, IsLast: true)));
            Assert.That(reception.Octets, Is.EqualTo(20));
        }
    }

    [Test]
    public void A_gap_is_answered_once_with_the_last_block_in_order()
    {
        FileReception reception = Agreed();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reception.Take(Data(2, 8)), Is.EqualTo(new ReceptionStep.Acknowledge(0, IsLast: false)));
            Assert.That(reception.Take(Data(3, 8)), Is.InstanceOf<ReceptionStep.Wait>());
            Assert.That(reception.Take(Data(1, 8)), Is.InstanceOf<ReceptionStep.Wait>());
            Assert.That(reception.Take(Data(2, 8)), Is.EqualTo(new ReceptionStep.Acknowledge(2, IsLast: false)));
        }
    }

    [TestCase("blksize", "9", "more than was asked")]
    [TestCase("windowsize", "3", "more than was asked")]
    [TestCase("timeout", "1", "not asked for")]
    public void An_answer_that_was_not_asked_for_ends_the_transfer(string name, string value, string said) => Assert.That(
        (new FileReception(_asked).Take(OptionsOf(new TftpOption(name, value))) as ReceptionStep.Fail)?.Problem,
        Does.Contain(said));

    [Test]
    public void A_block_longer_than_agreed_ends_the_transfer() =>
        Assert.That(Agreed().Take(Data(1, 9)), Is.InstanceOf<ReceptionStep.Fail>());

    [Test]
    public void An_error_of_the_server_ends_the_transfer_with_its_words()
    {
        byte[] error = Octets(new TftpError(TftpErrorCode.FileNotFound, "no such file").WriteTo);
        Assert.That(
            (new FileReception(_asked).Take(error) as ReceptionStep.Fail)?.Problem, Does.Contain("error 1, \"no such file\""));
    }

    [Test]
    public void Block_numbers_go_round()
    {
        FileReception reception = new(TftpOptions.None);
        byte[] block = Data(0, 512);
        for (int number = 1; number <= 65_536; number++)
        {
            TftpData.WriteHeader(block, (ushort)number);
            Assert.That(reception.Take(block), Is.EqualTo(new ReceptionStep.Acknowledge((ushort)number, IsLast: false)));
        }

        Assert.That(reception.Octets, Is.EqualTo(65_536L * 512));
    }

    [Test]
    public void No_garbled_packet_throws()
    {
        SeededRandom random = new(1350);
        byte[][] packets =
        [
            Data(1, 8), OptionsOf(new TftpOption("blksize", "8")), Octets(new TftpError(TftpErrorCode.NotDefined, "no").WriteTo),
        ];
        foreach (byte[] mutated in packets.SelectMany(packet => random.Mutations(packet, 300)))
        {
            Assert.That(() => Agreed().Take(mutated), Throws.Nothing);
        }
    }

    private static FileReception Agreed()
    {
        FileReception reception = new(_asked);
        ReceptionStep step = reception.Take(OptionsOf(
            new TftpOption("blksize", "8"), new TftpOption("windowsize", "2"), new TftpOption("tsize", "20")));
        Assert.That(step, Is.EqualTo(new ReceptionStep.Acknowledge(0, IsLast: false)));
        return reception;
    }

    private static byte[] OptionsOf(params ReadOnlySpan<TftpOption> options) =>
        Octets(new TftpOptionAcknowledgement(new TftpOptions(options)).WriteTo);

    private static byte[] Data(ushort block, int length)
    {
        byte[] packet = new byte[TftpData.HeaderSize + length];
        TftpData.WriteHeader(packet, block);
        return packet;
    }

    private static byte[] Octets(Action<IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> writer = new();
        write(writer);
        return writer.WrittenSpan.ToArray();
    }
}
