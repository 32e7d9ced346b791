using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Rackd.LinkTests.Lab;

/// <summary>A program started by a test: its output as lines, its signals, its end. Its whole output is also kept in a file.</summary>
internal sealed partial class LabProcess : IAsyncDisposable
{
    private const int NoSuchProcess = 3; // ESRCH
    private const int LongestLine = 32_768;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly string _name;
    private readonly StreamWriter _log;
    private readonly Lock _logLock = new();
    private readonly Task _pumps;
    private bool _disposed;

    private LabProcess(Process process, string name, string logFile)
    {
        _process = process;
        _name = name;
        LogFile = logFile;
        _log = new StreamWriter(logFile, append: false, Encoding.UTF8) { AutoFlush = true };
        process.StandardInput.Close();
        _pumps = PumpAsync();
    }

    public string LogFile { get; }

    public OutputLines Lines { get; } = new();

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Everything printed, as far as the line buffer reaches back.</summary>
    public string Log => string.Join('\n', Lines.From(0));

    public static LabProcess Start(
        string program, IReadOnlyList<string> arguments, string logFile, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string key, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        return new LabProcess(process, string.Join(' ', [program, .. arguments]), logFile);
    }

    /// <summary>Waits for a line that was or will be printed at or after a position. Ends early when the program does.</summary>
    public async Task<Match> WaitForLineAsync(
        [StringSyntax(StringSyntaxAttribute.Regex)] string pattern, TimeSpan timeout, long position = 0)
    {
        using CancellationTokenSource limit = new(timeout);
        try
        {
            return await Lines.WaitAsync(new Regex(pattern), position, limit.Token)
                ?? throw new InvalidOperationException(Complaint($"ended without a line like /{pattern}/"));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(Complaint($"printed no line like /{pattern}/ within {timeout.TotalSeconds} s"));
        }
    }

    /// <summary>Waits for the end of the program and of its output, and returns its exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        using CancellationTokenSource limit = new(timeout);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(Complaint($"did not end within {timeout.TotalSeconds} s"));
        }

        // A descendant may hold the pipe open; what the program itself printed is long there.
        await Task.WhenAny(_pumps, Task.Delay(_patience, CancellationToken.None));
        return _process.ExitCode;
    }

    /// <summary>Ends a process that may have ended by itself meanwhile.</summary>
    public static void KillStray(int process) => _ = Kill(process, (int)Signal.Kill);

    public void Send(Signal signal)
    {
        // It may end between the look and the signal: that is no fault, and has the same outcome.
        if (!_process.HasExited && Kill(_process.Id, (int)signal) != 0 && Marshal.GetLastPInvokeError() != NoSuchProcess)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>SIGTERM, and SIGKILL for a program that does not heed it.</summary>
    public async Task<int> StopAsync()
    {
        Send(Signal.Terminate);
        try
        {
            return await WaitForExitAsync(_patience);
        }
        catch (TimeoutException)
        {
            return await KillAsync();
        }
    }

    /// <summary>SIGKILL: the program gets no chance to tidy up.</summary>
    public async Task<int> KillAsync()
    {
        Send(Signal.Kill);
        return await WaitForExitAsync(_patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        await StopAsync();
        _process.Dispose();
        lock (_logLock)
        {
            _disposed = true;
            _log.Dispose();
        }
    }

    private string Complaint(string what) =>
        $"{_name} {what}. Its last lines:\n{string.Join('\n', Lines.From(Lines.Count - 60))}";

    private async Task PumpAsync()
    {
        await Task.WhenAll(
            PumpAsync(_process.StandardOutput.BaseStream), PumpAsync(_process.StandardError.BaseStream));
        Lines.Complete();
    }

    private async Task PumpAsync(Stream stream)
    {
        using StreamReader reader = new(stream, Encoding.UTF8);
        char[] chunk = new char[4096];
        StringBuilder line = new();
        int length;
        while ((length = await reader.ReadAsync(chunk, CancellationToken.None)) > 0)
        {
            foreach (char character in chunk.AsSpan(0, length))
            {
                if (character == '\n' || line.Length == LongestLine)
                {
                    Keep(line);
                }

                if (character != '\n')
                {
                    line.Append(character);
                }
            }
        }

        if (line.Length > 0)
        {
            Keep(line);
        }
    }

    private void Keep(StringBuilder line)
    {
        string text = line.ToString();
        line.Clear();
        Lines.Add(text);
        lock (_logLock)
        {
            if (!_disposed)
            {
                _log.WriteLine(text);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
