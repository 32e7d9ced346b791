namespace Rackd.Hosting;

/// <summary>Tells whether standard error goes to the journal.</summary>
public static class JournalDetection
{
    /// <summary>
    /// Compares the variable JOURNAL_STREAM (<c>device:inode</c>) with what standard error is now; a child of a service
    /// inherits the variable, but may have its standard error elsewhere.
    /// </summary>
    /// <param name="variable">Value of JOURNAL_STREAM.</param>
    /// <param name="descriptor">The link that tells what standard error is.</param>
    public static bool IsStandardError(string? variable, string descriptor = "/proc/self/fd/2")
    {
        string[] parts = (variable ?? string.Empty).Split(':');
        if (parts.Length != 2)
        {
            return false;
        }

        try
        {
            // The kernel names a socket by its inode alone; all sockets share one device.
            return new FileInfo(descriptor).LinkTarget == $"socket:[{parts[1]}]";
        }
        catch (IOException)
        {
            return false;
        }
    }
}
