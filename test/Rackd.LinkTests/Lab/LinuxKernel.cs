using System.Text;

namespace Rackd.LinkTests.Lab;

/// <summary>
/// Debian's cloud kernel, downloaded and unpacked once per machine without being installed.
/// RACKD_LAB_CACHE says where; by default /var/cache/rackd-lab.
/// </summary>
internal sealed class LinuxKernel
{
    private const string MetaPackage = "linux-image-cloud-amd64";
    private static readonly TimeSpan _downloadLimit = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<LinuxKernel>> _shared = new(UnpackAsync);

    private readonly Dictionary<string, string> _modules;

    private LinuxKernel(string folder)
    {
        Image = Directory.GetFiles(Path.Combine(folder, "boot"), "vmlinuz-*").Single();
        _modules = Directory.EnumerateFiles(Path.Combine(folder, "lib", "modules"), "*.ko", SearchOption.AllDirectories)
            .ToDictionary(file => ModuleName(Path.GetFileNameWithoutExtension(file)), StringComparer.Ordinal);
    }

    /// <summary>The file a boot loader loads.</summary>
    public string Image { get; }

    public static Task<LinuxKernel> GetAsync() => _shared.Value;

    /// <summary>The files of modules and of all they need, in the order in which they can be loaded.</summary>
    public IReadOnlyList<string> ModuleFiles(params string[] names)
    {
        List<string> files = [];
        foreach (string name in names)
        {
            AddModule(name, files);
        }

        return files;
    }

    private static string ModuleName(string name) => name.Replace('-', '_');

    private static async Task<LinuxKernel> UnpackAsync()
    {
        string cache = Environment.GetEnvironmentVariable("RACKD_LAB_CACHE") ?? "/var/cache/rackd-lab";
        Directory.CreateDirectory(cache);
        string? unpacked = Directory.GetDirectories(cache, "linux-image-*").Order(StringComparer.Ordinal).LastOrDefault();
        return new LinuxKernel(unpacked ?? await DownloadAsync(cache));
    }

    private static async Task<string> DownloadAsync(string cache)
    {
        string dependencies = await Command.OutputOfAsync("apt-cache", "depends", "--important", MetaPackage);
        string package = dependencies.Split('\n')
            .Select(line => line.Trim())
            .First(line => line.StartsWith("Depends: linux-image-", StringComparison.Ordinal))["Depends: ".Length..];
        DirectoryInfo workplace = Directory.CreateDirectory(Path.Combine(cache, $"part-{Environment.ProcessId}"));
        Command download = await Command.RunAsync(
            "sh",
            ["-c", $"cd '{workplace.FullName}' && apt-get -q -o APT::Sandbox::User=root download '{package}'"
                + " && dpkg-deb -x ./*.deb unpacked"],
            _downloadLimit);
        if (download.ExitCode != 0)
        {
            throw new InvalidOperationException($"no kernel to boot: {download.Error}{download.Output}");
        }

        string folder = Path.Combine(cache, package);
        Directory.Move(Path.Combine(workplace.FullName, "unpacked"), folder);
        workplace.Delete(recursive: true);
        return folder;
    }

    private void AddModule(string name, List<string> files)
    {
        if (!_modules.TryGetValue(name, out string? file) || files.Contains(file))
        {
            return; // built in, or there already
        }

        foreach (string needed in Needs(file))
        {
            AddModule(ModuleName(needed), files);
        }

        files.Add(file);
    }

    /// <summary>What a module says it needs, in its section .modinfo.</summary>
    private static string[] Needs(string file)
    {
        byte[] mark = "\0depends="u8.ToArray();
        ReadOnlySpan<byte> content = File.ReadAllBytes(file);
        int start = content.IndexOf(mark);
        if (start < 0)
        {
            return [];
        }

        content = content[(start + mark.Length)..];
        return Encoding.ASCII.GetString(content[..content.IndexOf((byte)0)])
            .Split(',', StringSplitOptions.RemoveEmptyEntries);
    }
}
