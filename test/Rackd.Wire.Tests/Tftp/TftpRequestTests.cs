using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Wire.Binary;
using Rackd.Wire.Tftp;

namespace Rackd.Wire.Tests.Tftp;

public sealed class TftpRequestTests
{
    [Test]
    public void A_request_of_edk2_is_read_with_its_options_in_order()
    {
        WireError error = TftpRequest.TryRead(TftpVectors.EdkReadRequest, out TftpRequest? request);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Is.EqualTo(WireError.None));
            Assert.That(request!.Operation, Is.EqualTo(TftpOpcode.ReadRequest));
            Assert.That(request.FileName, Is.EqualTo("ipxe.efi"));
            Assert.That(request.Mode, Is.EqualTo(TftpMode.Octet));
            Assert.That(request.Options, Is.EqualTo(new TftpOption[]
            {
                new("tsize", "0"), new("blksize", "1468"), new("windowsize", "4"),
            }));
        }
    }

    [TestCaseSource(typeof(TftpRequestTests), nameof(Requests))]
    public void A_request_is_written_back_to_the_same_octets(byte[] packet)
    {
        TftpRequest.TryRead(packet, out TftpRequest? request);
        ArrayBufferWriter<byte> writer = new();
        request!.WriteTo(writer);

        Assert.That(writer.WrittenSpan.ToArray(), Is.EqualTo(packet));
    }

    [Test]
    public void Every_shorter_request_is_truncated_unless_it_ends_after_the_mode_or_an_option()
    {
        int[] whole = [17, 25, 38];
        for (int length = 0; length < TftpVectors.EdkReadRequest.Length; length++)
        {
            WireError error = TftpRequest.TryRead(TftpVectors.EdkReadRequest.AsSpan(0, length), out _);
            Assert.That(
                error, Is.EqualTo(whole.Contains(length) ? WireError.None : WireError.Truncated), $"first {length} octets");
        }
    }

    [TestCase("octet", TftpMode.Octet)]
    [TestCase("OCTET", TftpMode.Octet)]
    [TestCase("netASCII", TftpMode.NetAscii)]
    [TestCase("Mail", TftpMode.Mail)]
    [TestCase("binary", TftpMode.Unknown)]
    [TestCase("", TftpMode.Unknown)]
    public void The_mode_counts_in_any_case(string text, TftpMode mode) =>
        Assert.That(new TftpRequest(TftpOpcode.ReadRequest, "a", text, TftpOptions.None).Mode, Is.EqualTo(mode));

    [Test]
    public void A_write_request_is_read_as_such()
    {
        TftpRequest.TryRead(TftpVectors.WriteRequest, out TftpRequest? request);
        Assert.That(request!.Operation, Is.EqualTo(TftpOpcode.WriteRequest));
    }

    [Test]
    public void A_name_that_is_no_UTF8_is_read_octet_by_octet()
    {
        TftpRequest.TryRead([0, 1, (byte)'a', 0xFF, 0, (byte)'o', 0], out TftpRequest? request);
        Assert.That(request!.FileName, Is.EqualTo("aÿ"));
    }

    [Test]
    public void NULs_that_pad_the_end_are_passed_over()
    {
        WireError error = TftpRequest.TryRead([.. TftpVectors.EdkReadRequest, 0, 0, 0], out TftpRequest? request);
        Assert.That((error, request!.Options.Count), Is.EqualTo((WireError.None, 3)));
    }

    [Test]
    public void An_empty_name_is_refused() =>
        Assert.That(TftpRequest.TryRead([0, 1, 0, (byte)'o', 0], out _), Is.EqualTo(WireError.BadValue));

    [Test]
    public void A_name_of_4_KB_is_refused() => Assert.That(Read(new string('a', 4096), 0), Is.EqualTo(WireError.BadLength));

    [Test]
    public void A_name_one_octet_too_long_is_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read(new string('a', TftpRequest.MaxNameLength), 0), Is.EqualTo(WireError.None));
            Assert.That(Read(new string('a', TftpRequest.MaxNameLength + 1), 0), Is.EqualTo(WireError.BadLength));
        }
    }

    [Test]
    public void Two_hundred_options_are_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read("a", TftpOptions.MaxCount), Is.EqualTo(WireError.None));
            Assert.That(Read("a", TftpOptions.MaxCount + 1), Is.EqualTo(WireError.BadLength));
            Assert.That(Read("a", 200), Is.EqualTo(WireError.BadLength));
        }
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(9)]
    [TestCase(0x0100)]
    public void Another_opcode_is_unsupported(int opcode) => Assert.That(
        TftpRequest.TryRead([(byte)(opcode >> 8), (byte)opcode, (byte)'a', 0, (byte)'o', 0], out _),
        Is.EqualTo(WireError.Unsupported));

    [Test]
    public void What_is_written_is_read_back() => Prop.ForAll<NonNull<string>, (NonNull<string>, NonNull<string>)[]>(
        (name, pairs) =>
        {
            TftpOption[] options = [.. pairs.Take(5).Select(pair => new TftpOption(Clean(pair.Item1.Get), Clean(pair.Item2.Get)))];
            TftpRequest sent = new(TftpOpcode.ReadRequest, Clean(name.Get), "octet", new TftpOptions(options));
            ArrayBufferWriter<byte> writer = new();
            sent.WriteTo(writer);
            WireError error = TftpRequest.TryRead(writer.WrittenSpan, out TftpRequest? read);
            return error == WireError.None && read!.FileName == sent.FileName && read.Options.SequenceEqual(options);
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<TestCaseData> Requests()
    {
        yield return new TestCaseData(TftpVectors.EdkReadRequest).SetName("edk2's request is written back");
        yield return new TestCaseData(TftpVectors.PlainReadRequest).SetName("a request without options is written back");
        yield return new TestCaseData(TftpVectors.WriteRequest).SetName("a write request is written back");
    }

    private static string Clean(string text)
    {
        string plain = string.Concat(text.Where(character => character != '\0' && !char.IsSurrogate(character)).Take(40));
        return "x" + plain;
    }

    private static WireError Read(string name, int options)
    {
        ArrayBufferWriter<byte> writer = new();
        writer.Write("\0\u0001"u8);
        writer.Write(Encoding.ASCII.GetBytes(name + "\0octet\0"));
        writer.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("o\0" + "1\0", options))));
        return TftpRequest.TryRead(writer.WrittenSpan, out _);
    }
}
