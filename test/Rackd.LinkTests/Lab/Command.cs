using System.Diagnostics;

namespace Rackd.LinkTests.Lab;

/// <summary>What a finished command answered.</summary>
internal sealed record Command(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command to its end; past the timeout it is killed and the test fails.</summary>
    public static async Task<Command> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)
            ?? throw new InvalidOperationException($"{program} did not start");
        process.StandardInput.Close();
        using CancellationTokenSource limit = new(timeout);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Command(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took over {timeout.TotalSeconds} s");
        }
    }

    /// <summary>Runs a command that must succeed, and returns what it printed.</summary>
    public static async Task<string> OutputOfAsync(string program, params string[] arguments)
    {
        Command command = await RunAsync(program, arguments, TimeSpan.FromSeconds(60));
        return command.ExitCode == 0
            ? command.Output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)}: exit {command.ExitCode}\n{command.Error}{command.Output}");
    }
}
