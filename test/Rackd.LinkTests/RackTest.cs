using NUnit.Framework.Interfaces;
using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>A test on a small rack of its own. When it fails, the logs stay, and are named in its output.</summary>
[Category("NeedsRoot")]
public abstract class RackTest
{
    private protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private LabNetwork? _network;

    private protected LabNetwork Network => _network ?? throw new InvalidOperationException("no rack yet");

    /// <summary>Whether the server's link is there from the start.</summary>
    private protected virtual bool WithServerLink => true;

    [SetUp]
    public async Task MakeRackAsync() =>
        _network = WithServerLink ? await LabNetwork.CreateAsync() : await LabNetwork.CreateWithoutServerLinkAsync();

    /// <summary>No frame is malformed, and what rackd sent carries right checksums.</summary>
    private protected async Task AssertCleanAsync(PacketCapture capture)
    {
        string server = await Network.Server.MacAddressOfAsync(LabNetwork.ServerLink);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await capture.MalformedFramesAsync(), Is.Empty, "malformed frames");
            Assert.That(await capture.BadChecksumsAsync(server), Is.Empty, "frames of the server with a wrong checksum");
        }
    }

    [TearDown]
    public async Task RemoveRackAsync()
    {
        if (_network is null)
        {
            return;
        }

        await _network.DisposeAsync();
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
        {
            await TestContext.Out.WriteLineAsync($"logs and captures: {_network.Directory.Path}");
        }
        else
        {
            _network.Directory.Dispose();
        }
    }
}
