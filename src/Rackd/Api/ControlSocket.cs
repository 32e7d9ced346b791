using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Rackd.Api;

/// <summary>The file of the control socket: whose it is, and what became of the process that left it.</summary>
internal static partial class ControlSocket
{
    private const UnixFileMode OwnerAndGroup =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private const int SameOwner = -1;

    /// <summary>Makes room for a new socket: its directory is there, and no file that a dead process left.</summary>
    /// <exception cref="IOException">Another rackd answers there, or something else lies at that path.</exception>
    public static void Prepare(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
        FileInfo file = new(path);
        if (!file.Exists && file.LinkTarget is null)
        {
            return;
        }

        using Socket probe = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused
            && (file.UnixFileMode & UnixFileMode.UserWrite) != 0 && IsSocket(file))
        {
            file.Delete();
            return;
        }
        catch (SocketException fault)
        {
            throw new IOException($"{path} exists and is no control socket of rackd ({fault.Message}); remove it", fault);
        }

        throw new IOException(
            $"another rackd is running and answers on {path}; stop it, or give this one another [control] socket");
    }

    /// <summary>Opens the socket to its group.</summary>
    /// <exception cref="IOException">There is no such group, or this process is not in it.</exception>
    public static void Admit(string path, string group)
    {
        if (group.Length > 0)
        {
            int id = GroupId(group) ?? throw new IOException($"[control] group: there is no group \"{group}\"");
            if (Chown(path, SameOwner, id) != 0)
            {
                throw new IOException(
                    $"[control] group: {path} cannot be given to group \"{group}\" "
                    + $"({Marshal.GetLastPInvokeErrorMessage()}); make rackd's user a member of it");
            }
        }

        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(path, OwnerAndGroup);
        }
    }

    private static bool IsSocket(FileInfo file) =>
        file.LinkTarget is null && !file.Attributes.HasFlag(FileAttributes.Directory) && file.Length == 0;

    private static int? GroupId(string group)
    {
        if (int.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        foreach (string line in File.ReadLines("/etc/group"))
        {
            string[] fields = line.Split(':');
            if (fields.Length > 2 && fields[0] == group
                && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out int id))
            {
                return id;
            }
        }

        return null;
    }

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Chown(string path, int owner, int group);
}
