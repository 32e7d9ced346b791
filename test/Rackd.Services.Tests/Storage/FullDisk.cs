using System.Globalization;
using System.Runtime.InteropServices;

namespace Rackd.Services.Tests.Storage;

/// <summary>Makes writes to a file that this process has open fail as on a full disk, until it is disposed (full(4)).</summary>
internal sealed partial class FullDisk : IDisposable
{
    private const int WriteOnly = 1;

    private readonly int _descriptor;
    private readonly int _saved;

    private FullDisk(int descriptor)
    {
        _descriptor = descriptor;
        _saved = Duplicate(descriptor);
        int full = Open("/dev/full", WriteOnly);
        _ = DuplicateTo(full, descriptor);
        _ = Close(full);
    }

    public static FullDisk Of(string path) => new(int.Parse(
        Path.GetFileName(Directory.EnumerateFiles("/proc/self/fd").Single(descriptor => IsOpenAs(descriptor, path))),
        CultureInfo.InvariantCulture));

    public void Dispose()
    {
        _ = DuplicateTo(_saved, _descriptor);
        _ = Close(_saved);
    }

    private static bool IsOpenAs(string descriptor, string path)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, false)?.FullName == path;
        }
        catch (FileNotFoundException)
        {
            return false; // another test has just closed it
        }
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DuplicateTo(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
