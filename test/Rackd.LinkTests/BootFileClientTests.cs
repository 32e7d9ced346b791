using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>The TFTP and HTTP clients of the distribution get the octets that stand in the root.</summary>
public sealed class BootFileClientTests : RackTest
{
    [TestCase("busybox tftp -g -b 1468 -r {0} -l {1} {2}")]
    [TestCase("busybox tftp -g -r {0} -l {1} {2}")]
    [TestCase("tftp -4 -m binary {2} -c get {0} {1}")]
    [TestCase("atftp --get --option 'blksize 1428' --option 'tsize 0' -r {0} -l {1} {2}")]
    [TestCase("curl --silent --show-error --output {1} tftp://{2}/{0}")]
    [TestCase("curl --silent --show-error --fail --output {1} http://{2}:5248/{0}")]
    [TestCase("busybox wget -q -O {1} http://{2}:5248/{0}")]
    [CancelAfter(60_000)]
    public async Task A_file_arrives_as_it_is(string command)
    {
        await RackdProcess.StartAsync(Network, new LabConfig());
        NetworkNamespace client = await Network.AddClientAsync();
        await client.AddAddressAsync(LabNetwork.ClientLink, "10.77.0.50/24");
        string copy = Network.Directory.File("copy");

        Command get = await client.RunAsync("sh", "-c", string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            command,
            BootRoot.UefiLoader,
            copy,
            LabNetwork.ServerAddress));

        Assert.That(get.ExitCode, Is.Zero, get.Error + get.Output);
        FileAssert.AreEqual(Path.Combine(await BootRoot.GetAsync(), BootRoot.UefiLoader), copy);
    }

    [Test, CancelAfter(60_000)]
    public async Task A_missing_file_is_refused_by_both_protocols()
    {
        await RackdProcess.StartAsync(Network, new LabConfig());
        NetworkNamespace client = await Network.AddClientAsync();
        await client.AddAddressAsync(LabNetwork.ClientLink, "10.77.0.50/24");

        Command http = await client.RunAsync(
            "curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}",
            $"http://{LabNetwork.ServerAddress}:{LabConfig.HttpPort}/no-such-file");
        Command tftp = await client.RunAsync(
            "curl", "--silent", "--output", "/dev/null", $"tftp://{LabNetwork.ServerAddress}/no-such-file");

        const int TftpFileNotFound = 68;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(http.Output, Is.EqualTo("404"));
            Assert.That(tftp.ExitCode, Is.EqualTo(TftpFileNotFound));
        }
    }
}
