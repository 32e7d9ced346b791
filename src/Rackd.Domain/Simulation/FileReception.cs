using Rackd.Wire.Binary;
using Rackd.Wire.Tftp;

namespace Rackd.Domain.Simulation;

/// <summary>What a receiver does about a packet.</summary>
public abstract record ReceptionStep
{
    /// <summary>Nothing; the next packet is awaited.</summary>
    public sealed record Wait : ReceptionStep;

    /// <summary>Acknowledges.</summary>
    /// <param name="Block">The number that goes into the ACK.</param>
    /// <param name="IsLast">Whether the file is complete.</param>
    public sealed record Acknowledge(ushort Block, bool IsLast) : ReceptionStep;

    /// <summary>Gives up.</summary>
    /// <param name="Problem">Why, as a sentence.</param>
    public sealed record Fail(string Problem) : ReceptionStep;
}

/// <summary>The receiving end of a TFTP transfer (RFC 1350, 2347, 2348, 7440): packets in, acknowledgements out.</summary>
/// <param name="asked">The options of the request.</param>
public sealed class FileReception(TftpOptions asked)
{
    private const int PlainBlockSize = 512;

    private static readonly ReceptionStep _wait = new ReceptionStep.Wait();

    private int _blockSize = PlainBlockSize;
    private int _windowSize = 1;
    private int _inWindow;
    private long _received;
    private bool _begun;
    private bool _gapAnswered;

    /// <summary>Octets of the file that are here.</summary>
    public long Octets { get; private set; }

    /// <summary>The file's size as the server says (tsize), null when it does not.</summary>
    public long? Size { get; private set; }

    /// <summary>What the server agreed to, empty for nothing.</summary>
    public TftpOptions Agreed { get; private set; } = TftpOptions.None;

    /// <summary>The acknowledgement that is sent again when nothing comes; null before the first answer.</summary>
    public ushort? LastAcknowledged => _begun ? (ushort)_received : null;

    /// <summary>Takes a packet.</summary>
    public ReceptionStep Take(ReadOnlySpan<byte> packet) => TftpPacket.PeekOpcode(packet) switch
    {
        TftpOpcode.OptionAcknowledgement => TakeOptions(packet),
        TftpOpcode.Data => TakeData(packet),
        TftpOpcode.Error => TftpError.TryRead(packet, out TftpError error) == WireError.None
            ? new ReceptionStep.Fail($"the server answered with error {(int)error.Code}, \"{error.Message}\"")
            : _wait,
        _ => _wait,
    };

    private ReceptionStep TakeOptions(ReadOnlySpan<byte> packet)
    {
        if (_received > 0 || TftpOptionAcknowledgement.TryRead(packet, out TftpOptionAcknowledgement? answer) != WireError.None)
        {
            return _wait;
        }

        foreach (TftpOption option in answer!.Options)
        {
            if (asked.Find(option.Name) is null)
            {
                return new ReceptionStep.Fail($"the server agreed to the option {option.Name}, which was not asked for");
            }
        }

        if (IsMoreThanAsked(answer.Options, TftpOptionName.BlockSize, out int blockSize)
            || IsMoreThanAsked(answer.Options, TftpOptionName.WindowSize, out int windowSize))
        {
            return new ReceptionStep.Fail($"the server answered with {answer.Options}, which is more than was asked for");
        }

        _blockSize = blockSize == 0 ? PlainBlockSize : blockSize;
        _windowSize = Math.Max(1, windowSize);
        Size = answer.Options.TryFindNumber(TftpOptionName.TransferSize, out long size) ? size : null;
        Agreed = answer.Options;
        _begun = true;
        return new ReceptionStep.Acknowledge(0, IsLast: false);
    }

    private bool IsMoreThanAsked(TftpOptions answer, string name, out int value)
    {
        bool said = answer.TryFindNumber(name, out long number);
        asked.TryFindNumber(name, out long limit);
        value = said && number <= limit ? (int)number : 0;
        return said && (number > limit || number == 0);
    }

    private ReceptionStep TakeData(ReadOnlySpan<byte> packet)
    {
        if (TftpData.TryRead(packet, out TftpData data) != WireError.None)
        {
            return _wait;
        }

        _begun = true;
        if (data.Octets.Length > _blockSize)
        {
            return new ReceptionStep.Fail(
                $"block {data.Block} has {data.Octets.Length} octets where {_blockSize} were agreed");
        }

        if (data.Block != (ushort)(_received + 1))
        {
            // RFC 7440 §4: a gap is answered with the last block in order, so that the window begins anew behind it; once,
            // since every further block of the torn window would ask for the same again.
            bool answered = _gapAnswered;
            (_inWindow, _gapAnswered) = (0, true);
            return answered ? _wait : new ReceptionStep.Acknowledge((ushort)_received, IsLast: false);
        }

        _received++;
        _gapAnswered = false;
        _inWindow++;
        Octets += data.Octets.Length;
        bool isLast = data.Octets.Length < _blockSize;
        if (!isLast && _inWindow < _windowSize)
        {
            return _wait;
        }

        _inWindow = 0;
        return new ReceptionStep.Acknowledge((ushort)_received, isLast);
    }
}
