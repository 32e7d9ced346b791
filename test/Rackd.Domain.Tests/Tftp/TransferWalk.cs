using Rackd.Domain.Events;
using Rackd.Domain.Tftp;
using Rackd.Testing;
using Rackd.Wire.Tftp;

namespace Rackd.Domain.Tests.Tftp;

/// <summary>Chances of a link, per packet and direction.</summary>
internal sealed record LinkFaults(double Loss = 0, double Copies = 0, double Reordering = 0, int DelayMilliseconds = 1);

/// <summary>One transfer between the state machine and <see cref="ReceiverModel"/> over a bad link, in simulated time.</summary>
internal sealed class TransferWalk(SeededRandom random, LinkFaults faults, TransferOptions options, byte[] file)
{
    private static readonly TimeSpan _receiverPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _end = TimeSpan.FromHours(2);

    private readonly PriorityQueue<Packet, (TimeSpan At, int Order)> _link = new();
    private readonly ReadTransfer _transfer = new(options, ReadTransfer.BlockCount(file.Length, options.BlockSize));
    private readonly ReceiverModel _receiver = new(options.BlockSize, options.WindowSize, random.Chance(0.5));
    private TimeSpan _now;
    private TimeSpan _receiverExpires = _receiverPatience;
    private int _order;

    public ReadTransfer Transfer => _transfer;

    public byte[] File => file;

    public ReceiverModel Receiver => _receiver;

    public TimeSpan Duration => _now;

    /// <summary>When the receiver falls silent for good.</summary>
    public TimeSpan ReceiverDies { get; init; } = _end;

    public int BlocksSent { get; private set; }

    public TransferOutcome? Run()
    {
        Do(_transfer.Start(_now));
        while (_transfer.Outcome is null && _now < _end)
        {
            Next();
        }

        return _transfer.Outcome;
    }

    private void Next()
    {
        TimeSpan arrives = _link.TryPeek(out _, out (TimeSpan At, int Order) next) ? next.At : _end;
        TimeSpan receiverExpires = _now < ReceiverDies && !_receiver.IsComplete ? _receiverExpires : _end;
        if (arrives <= _transfer.Deadline && arrives <= receiverExpires)
        {
            _now = arrives > _now ? arrives : _now;
            Arrive(_link.Dequeue());
        }
        else if (receiverExpires <= _transfer.Deadline)
        {
            _now = receiverExpires;
            _receiverExpires = _now + _receiverPatience;
            Answer(_receiver.Expire());
        }
        else
        {
            _now = _transfer.Deadline;
            Do(_transfer.Expire(_now));
        }
    }

    private void Arrive(Packet packet)
    {
        if (packet.ToServer)
        {
            Do(_transfer.Acknowledge(packet.Number, _now));
        }
        else if (_now < ReceiverDies)
        {
            _receiverExpires = _now + _receiverPatience;
            Answer(packet.Block == 0 ? _receiver.TakeOptions() : _receiver.Take(packet.Number, Octets(packet.Block)));
        }
    }

    private void Do(TransferStep step)
    {
        if (step.Action == TransferAction.SendOptions)
        {
            Send(new Packet(ToServer: false, 0, 0));
        }
        else if (step.Action == TransferAction.SendBlocks)
        {
            for (long block = step.FirstBlock; block <= step.LastBlock; block++)
            {
                SendBlock(block);
            }

            if (step.GapBlock is { } gap)
            {
                SendBlock(gap);
            }
        }
    }

    private void SendBlock(long block)
    {
        BlocksSent++;
        Send(new Packet(ToServer: false, _transfer.ToWire(block), block));
    }

    private void Answer(ushort? number)
    {
        if (number is { } acknowledged)
        {
            Send(new Packet(ToServer: true, acknowledged, 0));
        }
    }

    private void Send(Packet packet)
    {
        int copies = random.Chance(faults.Copies) ? 2 : 1;
        for (int copy = 0; copy < copies; copy++)
        {
            if (random.Chance(faults.Loss))
            {
                continue;
            }

            int delay = faults.DelayMilliseconds * (random.Chance(faults.Reordering) ? random.Next(2, 6) : 1);
            _link.Enqueue(packet, (_now + TimeSpan.FromMilliseconds(delay), _order++));
        }
    }

    private ReadOnlySpan<byte> Octets(long block)
    {
        int offset = (int)((block - 1) * options.BlockSize);
        return file.AsSpan(offset, Math.Min(options.BlockSize, file.Length - offset));
    }

    private readonly record struct Packet(bool ToServer, ushort Number, long Block);

    public static TransferOptions Options(int blockSize, int window, bool asked) => new()
    {
        BlockSize = blockSize,
        WindowSize = window,
        Agreed = asked ? new TftpOptions(new TftpOption(TftpOptionName.BlockSize, "0")) : TftpOptions.None,
    };
}
