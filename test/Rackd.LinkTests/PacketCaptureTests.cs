using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>The captures that other tests find clean would show a fault.</summary>
public sealed class PacketCaptureTests : RackTest
{
    [Test, CancelAfter(60_000)]
    public async Task A_malformed_packet_and_an_unfinished_checksum_are_seen()
    {
        NetworkNamespace sender = await Network.AddClientAsync();
        await sender.AddAddressAsync(LabNetwork.ClientLink, "10.77.0.50/24");
        PacketCapture capture = await Network.CaptureAsync();

        // The beginning of a BOOTREQUEST, by the kernel, which leaves the checksum to the veth.
        await sender.RunAsync("bash", "-c", @"printf '\001\001\006\000abcdefgh' > /dev/udp/10.77.0.1/67");
        await capture.StopAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await capture.MalformedFramesAsync(), Has.Count.EqualTo(1));
            Assert.That(
                await capture.BadChecksumsAsync(await sender.MacAddressOfAsync(LabNetwork.ClientLink)), Has.Count.EqualTo(1));
        }
    }
}
