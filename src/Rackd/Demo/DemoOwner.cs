namespace Rackd.Demo;

/// <summary>The process that a namespace or directory of a demonstration belongs to; its id is part of their names.</summary>
internal static class DemoOwner
{
    /// <summary>Whether a demonstration runs under that id.</summary>
    public static bool IsAlive(string processId)
    {
        try
        {
            // A process that is dead but not waited for has an empty command line.
            return File.ReadAllText($"/proc/{processId}/cmdline").Contains("demo", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
