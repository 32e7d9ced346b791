namespace Rackd.Demo;

/// <summary>Finds programs also where the search path of a plain root shell does not lead.</summary>
internal static class ToolPath
{
    private static readonly string[] _systemDirectories = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"];

    /// <summary>The directories to search, for this process and those that it starts.</summary>
    public static string Directories { get; } = string.Join(
        Path.PathSeparator,
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(_systemDirectories)
            .Distinct());

    /// <summary>The program's file, null when there is none.</summary>
    public static string? Find(string program) => Directories.Split(Path.PathSeparator)
        .Select(directory => Path.Combine(directory, program))
        .FirstOrDefault(File.Exists);
}
