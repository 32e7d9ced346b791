using System.Globalization;

namespace Rackd.Services.Net;

/// <summary>Finds out who has a UDP port, for the message that says it is taken.</summary>
internal static class PortHolder
{
    private const int LocalAddressField = 1;
    private const int InodeField = 9;

    /// <summary><c>dnsmasq (pid 812)</c>, or "another process" where /proc does not say.</summary>
    public static string Describe(int port)
    {
        try
        {
            HashSet<string> inodes = [.. InodesOf("/proc/net/udp", port), .. InodesOf("/proc/net/udp6", port)];
            return FindProcess(inodes) ?? "another process";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    private static IEnumerable<string> InodesOf(string table, int port)
    {
        string suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return from line in File.ReadLines(table).Skip(1)
               let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where fields.Length > InodeField && fields[LocalAddressField].EndsWith(suffix, StringComparison.Ordinal)
               select $"socket:[{fields[InodeField]}]";
    }

    private static string? FindProcess(HashSet<string> inodes)
    {
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            string pid = Path.GetFileName(process);
            if (char.IsAsciiDigit(pid[0]) && Holds(process, inodes))
            {
                return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (pid {pid})";
            }
        }

        return null;
    }

    private static bool Holds(string process, HashSet<string> inodes)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Any(descriptor => File.ResolveLinkTarget(descriptor, false)?.Name is { } name && inodes.Contains(name));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Another user's process, or one that has just ended.
            return false;
        }
    }
}
