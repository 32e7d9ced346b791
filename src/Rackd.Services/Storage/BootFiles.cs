using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rackd.Services.Storage;

/// <summary>
/// Opens regular files below a root. A symbolic link may lead anywhere inside the root and nowhere outside: what counts is
/// where the opened descriptor is, not what the path looked like before.
/// </summary>
internal sealed partial class BootFiles(string root)
{
    private const int ReadOnly = 0;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int PathOnly = 0x200000;

    private const int PermissionDenied = 13;
    private const int NotPermitted = 1;
    private const int NoSuchEntry = 2;
    private const int NotADirectory = 20;
    private const int NameTooLong = 36;
    private const int TooManyLinks = 40;

    private readonly string _root = Path.GetFullPath(root);

    /// <summary>Opens a file.</summary>
    /// <param name="name">A normalised name; the empty one is the root itself.</param>
    /// <param name="file">The file, to be disposed by the caller.</param>
    /// <param name="detail">What the operator should know about a refusal.</param>
    /// <returns>Null, or why not.</returns>
    public BootFileRefusal? Open(string name, out OpenedFile? file, out string? detail)
    {
        file = null;
        detail = null;

        // A descriptor for the path alone: unlike a plain open it neither waits for a FIFO's writer nor wakes a device.
        using SafeFileHandle place = Open($"{_root}/{name}", PathOnly | CloseOnExec);
        if (place.IsInvalid)
        {
            return Refusal(Marshal.GetLastPInvokeError(), out detail);
        }

        string path = PathOf(place);
        using SafeFileHandle rootPlace = Open(_root, PathOnly | CloseOnExec);
        string rootPath = rootPlace.IsInvalid ? _root : PathOf(rootPlace);
        if (!IsBeneath(path, rootPath))
        {
            detail = "a symbolic link leads out of the root";
            return BootFileRefusal.BadName;
        }

        if (!FileStatus.Of(place).IsRegular)
        {
            return BootFileRefusal.NotAFile;
        }

        file = Reopen(place);
        return file is null ? Refusal(Marshal.GetLastPInvokeError(), out detail) : null;
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The result owns the handle.")]
    private static OpenedFile? Reopen(SafeFileHandle place)
    {
        SafeFileHandle handle = Open(DescriptorPath(place), ReadOnly | NonBlocking | CloseOnExec);
        return handle.IsInvalid ? null : new OpenedFile(handle, FileStatus.Of(handle));
    }

    private static bool IsBeneath(string path, string root) =>
        root == "/" || path == root
        || (path.StartsWith(root, StringComparison.Ordinal) && path.Length > root.Length && path[root.Length] == '/');

    private static string DescriptorPath(SafeFileHandle handle) =>
        string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{handle.DangerousGetHandle()}");

    private static string PathOf(SafeFileHandle handle) =>
        new FileInfo(DescriptorPath(handle)).LinkTarget
        ?? throw new IOException("/proc/self/fd cannot be read: is /proc mounted?");

    private static BootFileRefusal Refusal(int error, out string? detail)
    {
        detail = null;
        switch (error)
        {
            case NoSuchEntry or NotADirectory or NameTooLong:
                return BootFileRefusal.NotFound;
            case TooManyLinks:
                detail = "symbolic links go in a circle";
                return BootFileRefusal.NotFound;
            case PermissionDenied or NotPermitted:
                detail = "permission denied";
                return BootFileRefusal.AccessDenied;
            default:
                detail = Marshal.GetPInvokeErrorMessage(error);
                return BootFileRefusal.AccessDenied;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);
}

/// <summary>An open regular file and the version that was opened.</summary>
internal sealed record OpenedFile(SafeFileHandle Handle, FileStatus Status);
