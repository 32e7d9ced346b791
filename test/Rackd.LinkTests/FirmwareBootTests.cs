using System.Text.Json;
using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>Real firmware boots a real kernel from rackd, alone with it on the wire.</summary>
[Category("NeedsQemu")]
[NonParallelizable]
public sealed class FirmwareBootTests : RackTest
{
    private const string Request = "3";
    private const string Acknowledgement = "5";
    private const string EtherbootOptions = "175";

    /// <summary>Options that <see cref="LabConfig"/> has a value for: mask, router, name servers, domain, time server.</summary>
    private static readonly string[] _configured = ["1", "3", "6", "15", "42"];
    private static readonly TimeSpan _bootLimit = TimeSpan.FromSeconds(120);

    [CancelAfter(180_000)]
    [TestCase(Firmware.Bios, null)]
    [TestCase(Firmware.Bios, BootRoot.BiosLoader)]
    [TestCase(Firmware.UefiPxe, null)]
    [TestCase(Firmware.UefiHttp, null)]
    public async Task Firmware_boots_a_kernel_and_keeps_one_address_from_the_rom_to_Linux(Firmware firmware, string? ownIpxe)
    {
        PacketCapture capture = await Network.CaptureAsync();
        RackdProcess rackd = await RackdProcess.StartAsync(Network, new LabConfig { OwnIpxe = ownIpxe });
        VirtualMachine machine = await VirtualMachine.StartAsync(Network, firmware);

        string commandLine = (await machine.WaitForSerialAsync($"^{BootInitrd.BootMarker} (.*)", _bootLimit)).Groups[1].Value;
        string linuxAddress =
            (await machine.WaitForSerialAsync($"^{BootInitrd.LeaseMarker} (.*)", TimeSpan.Zero)).Groups[1].Value;
        await capture.StopAsync();

        IReadOnlyList<Grant> grants = await GrantsAsync(capture, machine);
        JsonElement boot = (await rackd.JsonAsync("timeline", machine.MacAddress)).GetProperty("attempts").EnumerateArray().Last();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(commandLine, Does.Contain("console=ttyS0 panic=1"));
            Assert.That(grants.Select(grant => grant.Stage).Distinct(), Is.EqualTo(StagesOf(firmware)));
            Assert.That(
                grants.Select(grant => grant.Address).Append(linuxAddress).Distinct(),
                Has.Exactly(1).Matches("^10\\.77\\.0\\.1[0-9][0-9]$"),
                "addresses from the ROM to Linux");
            Assert.That(grants.Select(grant => grant.Missing), Is.All.Empty, "options asked for and not given");
            Assert.That(await LoaderProtocolsAsync(capture), Is.EqualTo(LoaderProtocolsOf(firmware, ownIpxe)));
            Assert.That(await UriPathsAsync(capture), Has.Some.EqualTo("/" + BootRoot.Kernel));
            Assert.That(boot.GetProperty("reached").GetString(), Is.EqualTo("os_dhcp"), boot.ToString());
            Assert.That(boot.GetProperty("problem").ValueKind, Is.EqualTo(JsonValueKind.Null), boot.ToString());
            Assert.That(TellingLines(rackd, machine, linuxAddress), Has.Count.InRange(3, 10), "Information lines of one boot");
        }

        await AssertCleanAsync(capture);
    }

    /// <summary>Who is asking, in the order of a boot.</summary>
    private static string[] StagesOf(Firmware firmware) => firmware switch
    {
        Firmware.Bios => ["iPXE", "Linux"],
        Firmware.UefiPxe => ["PXEClient", "iPXE", "Linux"],
        Firmware.UefiHttp => ["HTTPClient", "iPXE", "Linux"],
    };

    /// <summary>
    /// How the firmware fetches what it runs first. A ROM that is iPXE itself fetches another loader only if it is told to.
    /// </summary>
    private static string[] LoaderProtocolsOf(Firmware firmware, string? ownIpxe) => firmware switch
    {
        Firmware.Bios => ownIpxe is null ? [] : ["TFTP"],
        Firmware.UefiPxe => ["TFTP"],
        Firmware.UefiHttp => ["HTTP"],
    };

    /// <summary>What an operator reads of a boot the next day.</summary>
    private static List<string> TellingLines(RackdProcess rackd, VirtualMachine machine, string address) =>
    [
        .. rackd.Log.From(0).Where(line => line.Contains(" info ", StringComparison.Ordinal)
            && (line.Contains(machine.MacAddress, StringComparison.Ordinal) || line.Contains(address, StringComparison.Ordinal))),
    ];

    /// <summary>The acknowledged requests of a machine, in order.</summary>
    private static async Task<IReadOnlyList<Grant>> GrantsAsync(PacketCapture capture, VirtualMachine machine)
    {
        Dictionary<string, (string Stage, string[] Asked)> requests = [];
        List<Grant> grants = [];
        foreach (string[] row in await capture.RowsAsync(
            $"dhcp && dhcp.hw.mac_addr == {machine.MacAddress}",
            "dhcp.option.dhcp", "dhcp.id", "dhcp.ip.your", "dhcp.option.vendor_class_id",
            "dhcp.option.request_list_item", "dhcp.option.type"))
        {
            string[] options = row[5].Split(',');
            if (row[0] == Request)
            {
                requests[row[1]] = (StageOf(row[3], options), row[4].Split(','));
            }
            else if (row[0] == Acknowledgement)
            {
                (string stage, string[] asked) = requests[row[1]];
                grants.Add(new Grant(stage, row[2], [.. _configured.Intersect(asked).Except(options)]));
            }
        }

        return grants;
    }

    private static string StageOf(string vendorClass, string[] options) =>
        vendorClass.StartsWith("udhcp", StringComparison.Ordinal) ? "Linux"
        : options.Contains(EtherbootOptions) ? "iPXE"
        : vendorClass.Split(':')[0];

    /// <summary>The protocols by which a loader was asked for.</summary>
    private static async Task<IReadOnlyList<string>> LoaderProtocolsAsync(PacketCapture capture)
    {
        IReadOnlyList<string[]> byTftp = await capture.RowsAsync("tftp.opcode == 1", "tftp.source_file");
        IReadOnlyList<string> byHttp = await UriPathsAsync(capture);
        List<string> protocols = [];
        if (byTftp.Any(row => row[0] is BootRoot.UefiLoader or BootRoot.BiosLoader))
        {
            protocols.Add("TFTP");
        }

        if (byHttp.Contains("/" + BootRoot.UefiLoader))
        {
            protocols.Add("HTTP");
        }

        return protocols;
    }

    private static async Task<IReadOnlyList<string>> UriPathsAsync(PacketCapture capture) =>
        [.. (await capture.RowsAsync("http.request.method == \"GET\"", "http.request.uri")).Select(row => row[0])];

    /// <param name="Stage">Who was granted the address.</param>
    /// <param name="Address">The address.</param>
    /// <param name="Missing">Codes of options that were asked for, are configured, and were not given.</param>
    private sealed record Grant(string Stage, string Address, string[] Missing);
}
