using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Rackd.Hosting;

/// <summary>Tells systemd how the daemon is doing (sd_notify(3)). Without a notify socket every call does nothing.</summary>
public sealed class SystemdNotifier : IDisposable
{
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _target;

    /// <summary>Reads where to send.</summary>
    /// <param name="socketPath">NOTIFY_SOCKET: a path, or a name in the abstract name space after an <c>@</c>.</param>
    /// <param name="watchdogMicroseconds">WATCHDOG_USEC.</param>
    /// <param name="watchdogProcess">WATCHDOG_PID.</param>
    public SystemdNotifier(string? socketPath, string? watchdogMicroseconds = null, string? watchdogProcess = null)
    {
        if (string.IsNullOrEmpty(socketPath))
        {
            return;
        }

        _target = new UnixDomainSocketEndPoint(socketPath[0] == '@' ? '\0' + socketPath[1..] : socketPath);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        bool ours = string.IsNullOrEmpty(watchdogProcess)
            || watchdogProcess == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        if (ours && long.TryParse(watchdogMicroseconds, CultureInfo.InvariantCulture, out long limit) && limit > 0)
        {
            WatchdogInterval = TimeSpan.FromMicroseconds(limit) / 2;
        }
    }

    /// <summary>How often <see cref="Watchdog"/> must be called: half of what systemd allows. Null for no watchdog.</summary>
    public TimeSpan? WatchdogInterval { get; }

    /// <summary>Takes the socket and the watchdog from the process's environment.</summary>
    public static SystemdNotifier FromEnvironment() => new(
        Environment.GetEnvironmentVariable("NOTIFY_SOCKET"),
        Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
        Environment.GetEnvironmentVariable("WATCHDOG_PID"));

    /// <summary>Every socket is bound, or a reload is over.</summary>
    /// <param name="status">What <c>systemctl status</c> shows.</param>
    public void Ready(string status) => Send($"READY=1\nSTATUS={OneLine(status)}");

    /// <summary>
    /// A reload begins. The time stamp lets systemd tell the READY that ends this reload from an older one; without it a
    /// <c>notify-reload</c> unit hangs until its timeout.
    /// </summary>
    public void Reloading()
    {
        long microseconds = (long)Stopwatch.GetElapsedTime(0).TotalMicroseconds; // CLOCK_MONOTONIC, since boot
        Send(string.Create(
            CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={microseconds}\nSTATUS=reading the configuration"));
    }

    /// <summary>The daemon ends.</summary>
    public void Stopping() => Send("STOPPING=1\nSTATUS=stopping");

    /// <summary>Changes what <c>systemctl status</c> shows.</summary>
    public void Status(string status) => Send($"STATUS={OneLine(status)}");

    /// <summary>The daemon is well.</summary>
    public void Watchdog() => Send("WATCHDOG=1");

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private static string OneLine(string text) => PrintableText.Escape(text);

    private void Send(string state)
    {
        if (_socket is null || _target is null)
        {
            return;
        }

        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(state), _target);
        }
        catch (SocketException)
        {
            // Nobody listens, or systemd is too busy to take it: serving goes on, and the next message says the same.
        }
    }
}
