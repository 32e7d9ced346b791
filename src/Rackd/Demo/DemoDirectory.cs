using System.Globalization;
using System.Security.Cryptography;

namespace Rackd.Demo;

/// <summary>A directory of this demonstration's own: configuration, state and boot files.</summary>
internal sealed class DemoDirectory : IDisposable
{
    /// <summary>The kernel's name below <see cref="BootRoot"/>.</summary>
    public const string Kernel = "linux/vmlinuz";

    /// <summary>The initial RAM disk's name below <see cref="BootRoot"/>.</summary>
    public const string Initrd = "linux/initrd.img";

    private const string Prefix = "rackd-demo-";
    private const int MiB = 1024 * 1024;

    // The sizes of the real ones.
    private static readonly (string Name, int Octets)[] _placeholders =
        [("undionly.kpxe", 70_085), ("snponly.efi", 231_424), (Kernel, 8 * MiB), (Initrd, 16 * MiB)];

    private readonly DirectoryInfo _directory;

    /// <summary>Makes the directory; nobody else may look into it.</summary>
    public DemoDirectory()
    {
        string own = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-");
        _directory = Directory.CreateTempSubdirectory(own);
        BootRoot = _directory.CreateSubdirectory("boot").FullName;
        Directory.CreateDirectory(Path.Combine(BootRoot, "linux"));
    }

    /// <summary>Where the configuration stands.</summary>
    public string ConfigFile => File("rackd.toml");

    /// <summary>The daemon's control socket.</summary>
    public string Socket => File("rackd.sock");

    /// <summary>Where leases and ledger go.</summary>
    public string State => File("state");

    /// <summary>The directory whose files are served.</summary>
    public string BootRoot { get; }

    /// <summary>Removes what demonstrations that were killed have left.</summary>
    public static void RemoveStale()
    {
        foreach (string path in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            string id = Path.GetFileName(path)[Prefix.Length..].Split('-')[0];
            if (!DemoOwner.IsAlive(id))
            {
                Remove(path);
            }
        }
    }

    /// <summary>Writes boot files of generated octets, which no machine could run.</summary>
    public async Task WritePlaceholdersAsync(CancellationToken cancellationToken)
    {
        byte[] chance = RandomNumberGenerator.GetBytes(MiB);
        foreach ((string name, int octets) in _placeholders)
        {
            await using FileStream file = System.IO.File.Create(Path.Combine(BootRoot, name));
            for (int left = octets; left > 0; left -= MiB)
            {
                await file.WriteAsync(chance.AsMemory(0, Math.Min(left, MiB)), cancellationToken);
            }
        }
    }

    /// <summary>Puts a real kernel and initial RAM disk in their places.</summary>
    public void CopySystem(BootableSystem system)
    {
        System.IO.File.Copy(system.Kernel, Path.Combine(BootRoot, Kernel));
        string initrd = Path.Combine(BootRoot, Initrd);
        if (system.Initrd is { } given)
        {
            System.IO.File.Copy(given, initrd);
        }
        else
        {
            System.IO.File.WriteAllBytes(initrd, BootableSystem.EmptyInitrd);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another demonstration that begins at the same time was quicker.
        }
    }

    private string File(string name) => Path.Combine(_directory.FullName, name);
}
