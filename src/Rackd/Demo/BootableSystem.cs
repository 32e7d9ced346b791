using System.Text;

namespace Rackd.Demo;

/// <summary>A real kernel and its initial RAM disk.</summary>
/// <param name="Kernel">The kernel's file.</param>
/// <param name="Initrd">The initial RAM disk's file, null for an empty one.</param>
internal sealed record BootableSystem(string Kernel, string? Initrd)
{
    private const string Directory = "/boot";
    private const string KernelPrefix = "vmlinuz-";
    private const string InitrdPrefix = "initrd.img-";

    /// <summary>A cpio archive (newc) without a file: the kernel begins, and ends for want of an init.</summary>
    public static byte[] EmptyInitrd { get; } = Encoding.ASCII.GetBytes(
        ("070701" + new string('0', 11 * 8) + "0000000B" + "00000000" + "TRAILER!!!").PadRight(512, '\0'));

    /// <summary>The files that were given, else the newest kernel of the host with the initial RAM disk beside it.</summary>
    /// <exception cref="DemoException">There is none.</exception>
    public static BootableSystem Find(string? kernel, string? initrd)
    {
        string chosen = kernel ?? Newest() ?? throw new DemoException(
            $"there is no kernel {Directory}/{KernelPrefix}* to boot: apt install linux-image-cloud-amd64, or name one with --kernel FILE");
        if (initrd is null && Path.GetFileName(chosen) is var name && name.StartsWith(KernelPrefix, StringComparison.Ordinal))
        {
            string beside = Path.Combine(Path.GetDirectoryName(chosen)!, InitrdPrefix + name[KernelPrefix.Length..]);
            initrd = File.Exists(beside) ? beside : null;
        }

        return new BootableSystem(chosen, initrd);
    }

    private static string? Newest() => System.IO.Directory.Exists(Directory)
        ? System.IO.Directory.EnumerateFiles(Directory, KernelPrefix + "*").MaxBy(File.GetLastWriteTimeUtc)
        : null;
}
