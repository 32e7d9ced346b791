namespace Rackd.Demo;

/// <summary>How to start this program once more.</summary>
internal static class OwnProgram
{
    private const string Host = "dotnet";
    private const string Assembly = "rackd.dll";

    /// <summary>The words before a verb: the executable, or <c>dotnet rackd.dll</c> where that is how it was started.</summary>
    public static IReadOnlyList<string> Command { get; } = CommandOf(
        Environment.ProcessPath ?? throw new InvalidOperationException("a process without an executable"),
        AppContext.BaseDirectory);

    /// <summary>The same for a process whose executable and directory are known.</summary>
    public static IReadOnlyList<string> CommandOf(string processPath, string baseDirectory) =>
        Path.GetFileNameWithoutExtension(processPath) == Host
            ? [processPath, Path.Combine(baseDirectory, Assembly)]
            : [processPath];
}
