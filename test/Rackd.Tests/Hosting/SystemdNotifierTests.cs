using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Rackd.Hosting;

namespace Rackd.Tests.Hosting;

public sealed class SystemdNotifierTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rackd-test-");
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
    {
        ReceiveTimeout = 5000,
    };

    public void Dispose()
    {
        _systemd.Dispose();
        _directory.Delete(recursive: true);
    }

    [Test]
    public void Each_state_is_sent_as_systemd_reads_it([Values] bool inAbstractNames)
    {
        string name = inAbstractNames ? $"@rackd-test-{Guid.NewGuid():N}" : Path.Combine(_directory.FullName, "notify");
        _systemd.Bind(new UnixDomainSocketEndPoint(inAbstractNames ? '\0' + name[1..] : name));
        using SystemdNotifier notifier = new(name);

        notifier.Ready("serving\ndhcp4");
        notifier.Watchdog();
        notifier.Status("well");
        notifier.Stopping();

        Assert.That(
            (Receive(), Receive(), Receive(), Receive()),
            Is.EqualTo(("READY=1\nSTATUS=serving\\ndhcp4", "WATCHDOG=1", "STATUS=well", "STOPPING=1\nSTATUS=stopping")));
    }

    [Test]
    public void A_reload_carries_the_monotonic_clock_in_microseconds()
    {
        string path = Path.Combine(_directory.FullName, "notify");
        _systemd.Bind(new UnixDomainSocketEndPoint(path));
        using SystemdNotifier notifier = new(path);
        double uptime = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);

        notifier.Reloading();

        string[] lines = Receive().Split('\n');
        double seconds = double.Parse(lines[1].Split('=')[1], CultureInfo.InvariantCulture) / 1e6;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0], Is.EqualTo("RELOADING=1"));
            Assert.That(lines[1], Does.StartWith("MONOTONIC_USEC="));
            Assert.That(seconds, Is.EqualTo(uptime).Within(30).Or.LessThan(uptime), "CLOCK_MONOTONIC stands still in suspend");
        }
    }

    [TestCase("30000000", null, 15)]
    [TestCase("30000000", "1", null)]
    [TestCase("nonsense", null, null)]
    [TestCase(null, null, null)]
    public void The_watchdog_is_fed_at_half_its_limit_where_it_is_ours(string? limit, string? process, double? seconds)
    {
        using SystemdNotifier notifier = new(Path.Combine(_directory.FullName, "notify"), limit, process);

        Assert.That(notifier.WatchdogInterval?.TotalSeconds, Is.EqualTo(seconds));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("/nonexistent/notify")]
    public void Without_anybody_to_tell_it_does_nothing(string? path)
    {
        using SystemdNotifier notifier = new(path);

        Assert.That(() => notifier.Ready("serving"), Throws.Nothing);
    }

    private string Receive()
    {
        byte[] buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, _systemd.Receive(buffer));
    }
}
