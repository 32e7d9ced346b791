namespace Rackd.Domain.Tftp;

/// <summary>
/// How many blocks go out in a row. It starts with what was agreed, halves when two windows in a row lose something (one
/// loss is chance, two are a client or a link that cannot take so much), and doubles again while nothing is lost.
/// </summary>
public sealed class SendWindow
{
    private const int Smallest = 4;
    private const int LossesToShrink = 2;
    private const int DeliveriesToGrow = 4;

    private readonly int _agreed;
    private int _losses;
    private int _deliveries;

    /// <summary>Starts with the whole window.</summary>
    /// <param name="agreed">The negotiated window (RFC 7440).</param>
    public SendWindow(int agreed)
    {
        _agreed = agreed;
        Size = agreed;
    }

    /// <summary>Blocks to send in a row, 1 to the agreed window.</summary>
    public int Size { get; private set; }

    /// <summary>Whether less is sent than the client expects before it acknowledges.</summary>
    public bool IsShrunk => Size < _agreed;

    /// <summary>A whole window arrived at the first try.</summary>
    public void Delivered()
    {
        _losses = 0;
        _deliveries++;
        if (_deliveries >= DeliveriesToGrow && IsShrunk)
        {
            Size = Math.Min(_agreed, 2 * Size);
            _deliveries = 0;
        }
    }

    /// <summary>Something of a window was lost.</summary>
    public void Lost()
    {
        _deliveries = 0;
        _losses++;
        if (_losses >= LossesToShrink)
        {
            Size = Math.Max(Math.Min(Smallest, _agreed), Size / 2);
            _losses = 0;
        }
    }
}
