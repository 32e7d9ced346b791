using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>Real firmware boots a real kernel from rackd, alone with it on the wire.</summary>
[Category("NeedsQemu")]
[NonParallelizable]
public sealed class FirmwareBootTests : RackTest
{
    private const string Request = "3";
    private const string Acknowledgement = "5";
    private static readonly TimeSpan _bootLimit = TimeSpan.FromSeconds(120);

    [Test, CancelAfter(180_000)]
    public async Task Firmware_boots_a_kernel_and_keeps_one_address_from_the_rom_to_Linux([Values] Firmware firmware)
    {
        PacketCapture capture = await Network.CaptureAsync();
        await RackdProcess.StartAsync(Network, new LabConfig());
        VirtualMachine machine = await VirtualMachine.StartAsync(Network, firmware);

        string commandLine = (await machine.WaitForSerialAsync($"^{BootInitrd.BootMarker} (.*)", _bootLimit)).Groups[1].Value;
        string linuxAddress =
            (await machine.WaitForSerialAsync($"^{BootInitrd.LeaseMarker} (.*)", TimeSpan.Zero)).Groups[1].Value;
        await capture.StopAsync();

        IReadOnlyList<Grant> grants = await GrantsAsync(capture, machine);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(commandLine, Does.Contain("console=ttyS0 panic=1"));
            Assert.That(grants.Select(grant => grant.Stage).Distinct(), Is.EqualTo(StagesOf(firmware)));
            Assert.That(
                grants.Select(grant => grant.Address).Append(linuxAddress).Distinct(),
                Has.Exactly(1).Matches("^10\\.77\\.0\\.1[0-9][0-9]$"),
                "addresses from the ROM to Linux");
            Assert.That(await UriPathsAsync(capture), Has.Some.EqualTo("/" + BootRoot.Kernel));
        }

        await AssertCleanAsync(capture);
    }

    [Test, CancelAfter(180_000)]
    public async Task Uefi_firmware_takes_its_loader_over_the_protocol_it_asked_for(
        [Values(Firmware.UefiPxe, Firmware.UefiHttp)] Firmware firmware)
    {
        PacketCapture capture = await Network.CaptureAsync();
        await RackdProcess.StartAsync(Network, new LabConfig());
        VirtualMachine machine = await VirtualMachine.StartAsync(Network, firmware);

        await machine.WaitForSerialAsync("iPXE initialising devices", _bootLimit);
        await capture.StopAsync();

        IReadOnlyList<string[]> requestedByTftp = await capture.RowsAsync("tftp.opcode == 1", "tftp.source_file");
        bool overTftp = requestedByTftp.Any(row => row[0] == BootRoot.UefiLoader);
        bool overHttp = (await UriPathsAsync(capture)).Contains("/" + BootRoot.UefiLoader);
        Assert.That((overTftp, overHttp), Is.EqualTo(firmware == Firmware.UefiPxe ? (true, false) : (false, true)));
    }

    /// <summary>Who is asking, in the order of a boot.</summary>
    private static string[] StagesOf(Firmware firmware) => firmware switch
    {
        Firmware.Bios => ["iPXE", "Linux"],
        Firmware.UefiPxe => ["PXEClient", "iPXE", "Linux"],
        Firmware.UefiHttp => ["HTTPClient", "iPXE", "Linux"],
    };

    /// <summary>The acknowledged requests of a machine, in order.</summary>
    private static async Task<IReadOnlyList<Grant>> GrantsAsync(PacketCapture capture, VirtualMachine machine)
    {
        Dictionary<string, string> stages = [];
        List<Grant> grants = [];
        foreach (string[] row in await capture.RowsAsync(
            $"dhcp && dhcp.hw.mac_addr == {machine.MacAddress}",
            "dhcp.option.dhcp", "dhcp.id", "dhcp.ip.your", "dhcp.option.vendor_class_id", "dhcp.option.user_class"))
        {
            if (row[0] == Request)
            {
                stages[row[1]] = StageOf(row[3], row[4]);
            }
            else if (row[0] == Acknowledgement)
            {
                grants.Add(new Grant(stages[row[1]], row[2]));
            }
        }

        return grants;
    }

    private static string StageOf(string vendorClass, string userClass) =>
        vendorClass.StartsWith("udhcp", StringComparison.Ordinal) ? "Linux"
        : userClass.Length > 0 ? "iPXE"
        : vendorClass.Split(':')[0];

    private static async Task<IReadOnlyList<string>> UriPathsAsync(PacketCapture capture) =>
        [.. (await capture.RowsAsync("http.request.method == \"GET\"", "http.request.uri")).Select(row => row[0])];

    private sealed record Grant(string Stage, string Address);
}
