using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Rackd.Services.Net;

/// <summary>The few calls of the C library that .NET does not wrap.</summary>
internal static unsafe partial class Libc
{
    public const int Interrupted = 4;
    public const int TryAgain = 11;

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    public static partial nint ReceiveMessage(SafeHandle socket, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int SyncData(SafeHandle file);

    /// <summary>Opens a directory for syncing it; .NET opens files only.</summary>
    public static SafeFileHandle OpenDirectory(string path) => new(Open(path, 0), ownsHandle: true);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    /// <summary><c>struct iovec</c></summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Vector
    {
        public void* Start;
        public nuint Length;
    }

    /// <summary><c>struct msghdr</c></summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageHeader
    {
        public void* Name;
        public uint NameLength;
        public Vector* Vectors;
        public nuint VectorCount;
        public void* Control;
        public nuint ControlLength;
        public int Flags;
    }

    /// <summary><c>struct cmsghdr</c></summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ControlHeader
    {
        public nuint Length;
        public int Level;
        public int Type;
    }
}
