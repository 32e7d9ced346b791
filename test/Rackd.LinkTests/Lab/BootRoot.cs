namespace Rackd.LinkTests.Lab;

/// <summary>A directory of what the machines of the tests boot: loaders, a kernel, an initial file system.</summary>
internal static class BootRoot
{
    public const string Kernel = "vmlinuz";
    public const string Initrd = "initrd.gz";
    public const string BiosLoader = "undionly.kpxe";
    public const string UefiLoader = "snponly.efi";

    private const string Loaders = "/usr/lib/ipxe";
    private static readonly Lazy<Task<LabDirectory>> _shared = new(FillAsync);

    /// <summary>The path of the directory, which all tests of a run share and none changes.</summary>
    public static async Task<string> GetAsync() => (await _shared.Value).Path;

    public static async Task RemoveAsync()
    {
        if (_shared.IsValueCreated)
        {
            (await _shared.Value).Dispose();
        }
    }

    private static async Task<LabDirectory> FillAsync()
    {
        LabDirectory root = new();
        foreach (string loader in (string[])[BiosLoader, UefiLoader])
        {
            File.Copy(Path.Combine(Loaders, loader), root.File(loader));
        }

        File.Copy((await LinuxKernel.GetAsync()).Image, root.File(Kernel));
        await BootInitrd.WriteAsync(root.File(Initrd));
        return root;
    }
}
