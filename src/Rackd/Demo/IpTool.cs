using System.Diagnostics;

namespace Rackd.Demo;

/// <summary>Runs the program <c>ip</c>.</summary>
internal static class IpTool
{
    /// <summary>Runs it, and answers with what it printed.</summary>
    /// <exception cref="DemoException">It failed; the message has what it said.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        (int code, string output, string error) = await TryRunAsync(arguments);
        return code == 0
            ? output
            : throw new DemoException($"ip {string.Join(' ', arguments)} failed: {error.ReplaceLineEndings(" ").Trim()}");
    }

    /// <summary>Runs it, and answers with how it ended and what it printed.</summary>
    public static async Task<(int Code, string Output, string Error)> TryRunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(ToolPath.Find("ip") ?? "ip", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, error);
    }
}
