namespace Rackd.Domain.Tftp;

/// <summary>What a transfer does next.</summary>
public enum TransferAction
{
    /// <summary>Nothing until a packet or <see cref="ReadTransfer.Deadline"/> comes.</summary>
    Wait = 0,

    /// <summary>Send the OACK.</summary>
    SendOptions,

    /// <summary>Send blocks.</summary>
    SendBlocks,

    /// <summary>The transfer is over, see <see cref="ReadTransfer.Outcome"/>; nothing is sent.</summary>
    Finish,
}

/// <summary>The answer of <see cref="ReadTransfer"/> to what happened.</summary>
/// <param name="Action">What to do.</param>
/// <param name="FirstBlock">The first block to send; blocks count from 1 and do not roll over here.</param>
/// <param name="LastBlock">The last block to send in a row.</param>
/// <param name="GapBlock">
/// A block to send after the row although it leaves one out, or null. A client acknowledges only a whole window or a gap
/// (RFC 7440 §4), so this is how less than the agreed window gets an answer.
/// </param>
public readonly record struct TransferStep(TransferAction Action, long FirstBlock, long LastBlock, long? GapBlock)
{
    /// <summary>Nothing to send.</summary>
    public static TransferStep Wait => new(TransferAction.Wait, 0, 0, null);

    /// <summary>Send the OACK.</summary>
    public static TransferStep SendOptions => new(TransferAction.SendOptions, 0, 0, null);

    /// <summary>Over.</summary>
    public static TransferStep Finish => new(TransferAction.Finish, 0, 0, null);

    /// <summary>Send blocks in a row, and perhaps one behind a gap.</summary>
    public static TransferStep Send(long first, long last, long? gap = null) =>
        new(TransferAction.SendBlocks, first, last, gap);
}
