using System.Globalization;
using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>The built <c>rackd demo</c>, run as a newcomer runs it.</summary>
[Category("NeedsRoot")]
public sealed class DemoTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private static readonly string[] _recorded =
    [
        "discover", "offer", "request", "ack", "loader", "dhcp (ipxe)", "script", "kernel", "initrd", "dhcp (os)", "booted in",
    ];

    private static readonly string[] _seen = _recorded[..^1];

    private static string Program => Path.Combine(AppContext.BaseDirectory, "rackd.dll");

    [Test, CancelAfter(120_000)]
    public async Task Six_machines_boot_and_nothing_is_left(CancellationToken cancellationToken)
    {
        using LabDirectory directory = new();
        await using LabProcess demo = Start(directory, "--machines", "6");
        int code = await demo.WaitForExitAsync(_limit);

        string[] lines = [.. demo.Lines.From(0)];
        string output = string.Join('\n', lines);
        Assert.That(code, Is.Zero, output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(output, Does.Contain("6 of 6 machines booted"));
            foreach (string name in (string[])["r1u01", "r1u02", "r1u03", "r1u04", "r1u05", "r1u06"])
            {
                string[] steps = [.. lines.Where(line => line.Contains($"  {name}  ", StringComparison.Ordinal))];
                Assert.That(IndexesOf(_seen.Select(stage => $"  {stage}  "), steps), Is.Ordered.And.None.Negative, $"{name} live\n{output}");
                string[] timeline = [.. lines.SkipWhile(line => !line.StartsWith($"{name} (", StringComparison.Ordinal)).Take(13)];
                Assert.That(IndexesOf(_recorded.Select(stage => $"\n{stage}"), timeline), Is.Ordered.And.None.Negative, $"{name} recorded\n{output}");
            }
        }

        await AssertNothingLeftAsync(demo.Id);
    }

    [TestCase(Signal.Interrupt), TestCase(Signal.Terminate), CancelAfter(120_000)]
    public async Task An_interruption_leaves_nothing(object signal, CancellationToken cancellationToken)
    {
        using LabDirectory directory = new();
        await using LabProcess demo = Start(directory, "--machines", "6");
        await demo.WaitForLineAsync("  loader  ", _limit);
        demo.Send((Signal)signal);
        int code = await demo.WaitForExitAsync(_limit);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(demo.Log, Does.Contain("interrupted").And.Not.Contain("machines booted in"));
        await AssertNothingLeftAsync(demo.Id);
    }

    [Test, CancelAfter(120_000)]
    public async Task What_a_killed_demonstration_left_is_removed_by_the_next(CancellationToken cancellationToken)
    {
        using LabDirectory directory = new();
        await using LabProcess killed = Start(directory, "--machines", "6");
        await killed.WaitForLineAsync("  loader  ", _limit);
        await killed.KillAsync();

        await using LabProcess next = Start(directory, "--machines", "1");
        Assert.That(await next.WaitForExitAsync(_limit), Is.Zero, next.Log);
        await AssertNothingLeftAsync(killed.Id);
        await AssertNothingLeftAsync(next.Id);
    }

    [TestCase("--machines", "0")]
    [TestCase("--machines", "251")]
    [TestCase("--kernel", "/etc/hostname")]
    [TestCase("--qemu", "--kernel", "/nowhere")]
    [CancelAfter(60_000)]
    public async Task A_wrong_command_line_is_refused(params string[] arguments)
    {
        Command demo = await Command.RunAsync("dotnet", [Program, "demo", .. arguments], _limit);
        Assert.That(demo.ExitCode, Is.EqualTo(2), demo.Error);
    }

    [Test, CancelAfter(60_000)]
    public async Task Without_privilege_one_line_says_what_is_missing(CancellationToken cancellationToken)
    {
        Command demo = await Command.RunAsync(
            "setpriv", ["--bounding-set", "-net_admin", "dotnet", Program, "demo"], _limit);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(demo.ExitCode, Is.EqualTo(1));
            Assert.That(demo.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
            Assert.That(demo.Error, Does.Contain("CAP_NET_ADMIN").And.Contain("sudo"));
        }
    }

    /// <summary>Starts a demonstration that heeds SIGINT, also where these tests run in a background that ignores it.</summary>
    private static LabProcess Start(LabDirectory directory, params string[] arguments) => LabProcess.Start(
        "env",
        ["--default-signal=INT", "dotnet", Program, "demo", .. arguments],
        directory.File($"demo-{Guid.NewGuid():N}.log"));

    private static int[] IndexesOf(IEnumerable<string> marks, string[] lines) =>
        [.. marks.Select(mark => Array.FindIndex(lines, line => $"\n{line}".Contains(mark, StringComparison.Ordinal)))];

    private static async Task AssertNothingLeftAsync(int processId)
    {
        string own = string.Create(CultureInfo.InvariantCulture, $"rackd-demo-{processId}-");
        string spaces = await Command.OutputOfAsync("ip", "netns", "list");
        string processes = await Command.OutputOfAsync("ps", "-eo", "args");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spaces, Does.Not.Contain(own), "namespaces");
            Assert.That(processes, Does.Not.Contain(own), "processes");
            Assert.That(Directory.GetDirectories(Path.GetTempPath(), own + "*"), Is.Empty, "directories");
        }
    }
}
