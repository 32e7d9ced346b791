using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Rackd.Demo;

/// <summary>A program in a network namespace. It ends with this object.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int Terminate = 15; // SIGTERM
    private const int MostLines = 500;

    /// <summary>What belongs to the service that this process may be, and not to a daemon that it starts.</summary>
    private static readonly string[] _foreignVariables =
        ["STATE_DIRECTORY", "RUNTIME_DIRECTORY", "NOTIFY_SOCKET", "WATCHDOG_USEC", "JOURNAL_STREAM"];

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Queue<string> _lines = [];
    private readonly Lock _reading = new();
    private readonly Task _read;

    private ChildProcess(Process process, Action<string> onLine)
    {
        _process = process;
        _read = Task.WhenAll(ReadAsync(process.StandardOutput, onLine), ReadAsync(process.StandardError, onLine));
    }

    /// <summary>Ends when the program has ended and all that it wrote was read.</summary>
    public Task Ended => _read;

    /// <summary>Starts a program. <c>ip netns exec</c> becomes the program, so that it can be told to end.</summary>
    /// <param name="space">The namespace.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="onLine">Gets every line that it writes, one at a time.</param>
    public static ChildProcess Start(string space, IReadOnlyList<string> command, Action<string> onLine)
    {
        ProcessStartInfo start = new(ToolPath.Find("ip") ?? "ip", ["netns", "exec", space, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = ToolPath.Directories;
        foreach (string variable in _foreignVariables)
        {
            start.Environment.Remove(variable);
        }

        return new ChildProcess(Process.Start(start)!, onLine);
    }

    /// <summary>Kills a process that has no one to wait for it.</summary>
    public static void Kill(int processId)
    {
        try
        {
            using Process stray = Process.GetProcessById(processId);
            stray.Kill();
            stray.WaitForExit(_patience);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    /// <summary>The last lines that the program wrote.</summary>
    public string LastLines(int count)
    {
        lock (_reading)
        {
            return string.Join('\n', _lines.TakeLast(count));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = SendSignal(_process.Id, Terminate); // it may just have ended
            using CancellationTokenSource limit = new(_patience);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }

        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader output, Action<string> onLine)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_reading)
            {
                _lines.Enqueue(line);
                if (_lines.Count > MostLines)
                {
                    _lines.Dequeue();
                }

                onLine(line);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
