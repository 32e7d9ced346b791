namespace Rackd.Services.Net;

/// <summary>Takes a frame that came in. The octets are only valid during the call.</summary>
/// <param name="frame">From the destination address on.</param>
/// <param name="checksumReady">
/// False when the sender's kernel left the UDP checksum to hardware that is not there, as between virtual interfaces.
/// </param>
public delegate void FrameReceiver(ReadOnlySpan<byte> frame, bool checksumReady);

/// <summary>Frames on one interface.</summary>
public interface IFramePort : IDisposable
{
    /// <summary>Begins to hand frames to <paramref name="receiver"/>, on a thread of the port's own.</summary>
    void Start(FrameReceiver receiver);

    /// <summary>Sends a whole frame.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The interface is down or gone.</exception>
    void Send(ReadOnlySpan<byte> frame);
}
