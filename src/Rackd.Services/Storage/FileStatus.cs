using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rackd.Services.Storage;

/// <summary>What tells one version of a file from another, and a file from what only looks like one.</summary>
/// <param name="IsRegular">Whether it is a regular file.</param>
/// <param name="Device">The file system's device.</param>
/// <param name="Inode">Number in the file system.</param>
/// <param name="Length">Length in octets.</param>
/// <param name="ModifiedSeconds">Seconds of the time of the last write, since 1970.</param>
/// <param name="ModifiedNanoseconds">Nanoseconds of it.</param>
internal readonly partial record struct FileStatus(
    bool IsRegular, ulong Device, ulong Inode, long Length, long ModifiedSeconds, uint ModifiedNanoseconds)
{
    private const int AtEmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;
    private const ushort TypeMask = 0xF000;
    private const ushort Regular = 0x8000;

    /// <summary>The status of an open file.</summary>
    /// <exception cref="IOException">The kernel does not tell.</exception>
    public static FileStatus Of(SafeFileHandle handle)
    {
        // statx rather than fstat: its record is the same on every architecture.
        if (Statx(handle, string.Empty, AtEmptyPath, BasicStats, out StatxRecord record) != 0)
        {
            throw new IOException($"statx: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        return new FileStatus(
            (record.Mode & TypeMask) == Regular,
            ((ulong)record.DeviceMajor << 32) | record.DeviceMinor,
            record.Inode,
            (long)record.Size,
            record.ModifiedSeconds,
            record.ModifiedNanoseconds);
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(SafeFileHandle handle, string path, int flags, uint mask, out StatxRecord record);

    // struct statx of linux/stat.h, the fields that are read.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxRecord
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
