using System.IO.Compression;
using System.Text;

namespace Rackd.LinkTests.Lab;

/// <summary>
/// An initial file system of busybox and one script, which asks for an address, prints
/// <c>RACKD-LEASE address</c> and <c>RACKD-BOOT-OK command line</c>, and switches the machine off.
/// </summary>
internal static class BootInitrd
{
    public const string BootMarker = "RACKD-BOOT-OK";
    public const string LeaseMarker = "RACKD-LEASE";

    private const int Executable = 0x1ED;
    private const int Readable = 0x1A4;

    private const string Init = $"""
        #!/bin/busybox sh
        export PATH=/bin
        /bin/busybox --install -s /bin
        mount -t proc proc /proc
        mount -t sysfs sysfs /sys
        while read -r module; do insmod "/modules/$module"; done < /modules/order
        tries=0
        while [ ! -e /sys/class/net/eth0 ] && [ "$tries" -lt 50 ]; do
          usleep 100000
          tries=$((tries + 1))
        done
        ip link set eth0 up
        udhcpc -i eth0 -f -n -q -t 6 -T 2 -s /lease.sh || echo "{LeaseMarker} none"
        echo "{BootMarker} $(cat /proc/cmdline)"
        poweroff -f

        """;

    private const string LeaseScript = $"""
        #!/bin/busybox sh
        [ "$1" = bound ] && echo "{LeaseMarker} $ip"
        exit 0

        """;

    public static async Task WriteAsync(string path)
    {
        LinuxKernel kernel = await LinuxKernel.GetAsync();
        IReadOnlyList<string> modules = kernel.ModuleFiles("virtio_pci", "virtio_net", "af_packet");
        await using FileStream file = File.Create(path);
        await using GZipStream compressed = new(file, CompressionLevel.Optimal);
        CpioArchive archive = new(compressed);
        foreach (string folder in (string[])["bin", "dev", "modules", "proc", "sys"])
        {
            archive.AddDirectory(folder);
        }

        archive.AddCharacterDevice("dev/console", major: 5, minor: 1);
        archive.AddCharacterDevice("dev/null", major: 1, minor: 3);
        archive.AddFile("bin/busybox", Executable, await File.ReadAllBytesAsync("/bin/busybox"));
        archive.AddFile("init", Executable, Encoding.ASCII.GetBytes(Init));
        archive.AddFile("lease.sh", Executable, Encoding.ASCII.GetBytes(LeaseScript));
        foreach (string module in modules)
        {
            archive.AddFile("modules/" + Path.GetFileName(module), Readable, await File.ReadAllBytesAsync(module));
        }

        string order = string.Concat(modules.Select(module => Path.GetFileName(module) + "\n"));
        archive.AddFile("modules/order", Readable, Encoding.ASCII.GetBytes(order));
        archive.Finish();
    }
}
