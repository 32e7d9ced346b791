using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Rackd.LinkTests.Lab;

/// <summary>
/// A machine emulated by QEMU that boots from the network. Always emulated in software: a /dev/kvm that opens may
/// still fail inside the firmware.
/// </summary>
internal sealed class VirtualMachine
{
    private const string FirmwareCode = "/usr/share/OVMF/OVMF_CODE_4M.fd";
    private const string FirmwareVariables = "/usr/share/OVMF/OVMF_VARS_4M.fd";
    private static int _lastNumber;

    private readonly LabProcess _qemu;

    private VirtualMachine(LabProcess qemu, string macAddress)
    {
        _qemu = qemu;
        MacAddress = macAddress;
    }

    public string MacAddress { get; }

    /// <summary>The serial console's text so far, without escape codes.</summary>
    public string Serial => _qemu.Log;

    public static async Task<VirtualMachine> StartAsync(LabNetwork network, Firmware firmware)
    {
        int number = Interlocked.Increment(ref _lastNumber);
        string mac = $"52:54:00:77:00:{number:x2}";
        string tap = await network.AddTapAsync();
        string[] machine = firmware == Firmware.Bios
            ? ["-machine", "pc,graphics=off", "-device", $"virtio-net-pci,netdev=net0,mac={mac},bootindex=1"]
            : [
                "-machine", "q35",
                "-drive", $"if=pflash,format=raw,readonly=on,file={FirmwareCode}",
                "-drive", $"if=pflash,format=raw,file={CopyOfVariables(network, number)}",
                "-device", $"virtio-net-pci,netdev=net0,mac={mac},bootindex=1,romfile=",
                "-fw_cfg", "name=opt/org.tianocore/IPv6PXESupport,string=n",
                .. firmware == Firmware.UefiHttp
                    ? (string[])["-fw_cfg", "name=opt/org.tianocore/IPv4PXESupport,string=n"]
                    : [],
            ];
        LabProcess qemu = network.Switch.Start(
            "qemu-system-x86_64",
            [
                .. machine,
                "-accel", "tcg,thread=multi", "-cpu", "max", "-m", "512M",
                "-uuid", $"00000000-0000-4000-8000-5254007700{number:x2}",
                "-netdev", $"tap,id=net0,ifname={tap},script=no,downscript=no",
                "-chardev", "stdio,id=serial0,signal=off", "-serial", "chardev:serial0",
                "-display", "none", "-monitor", "none", "-no-reboot",
            ],
            network.Directory.File($"serial{number}.log"));
        return new VirtualMachine(qemu, mac);
    }

    /// <summary>Waits for a line of the serial console. Ends early when the machine is off.</summary>
    public Task<Match> WaitForSerialAsync(
        [StringSyntax(StringSyntaxAttribute.Regex)] string pattern, TimeSpan timeout) =>
        _qemu.WaitForLineAsync(pattern, timeout);

    private static string CopyOfVariables(LabNetwork network, int number)
    {
        string copy = network.Directory.File($"vars{number}.fd");
        File.Copy(FirmwareVariables, copy);
        return copy;
    }
}
