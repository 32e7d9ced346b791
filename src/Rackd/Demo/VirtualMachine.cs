using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Rackd.Domain.Simulation;

namespace Rackd.Demo;

/// <summary>A machine in QEMU whose ROM, a real iPXE, boots from the network. Always emulated: it needs no KVM.</summary>
internal sealed partial class VirtualMachine : IAsyncDisposable
{
    /// <summary>The program.</summary>
    public const string Program = "qemu-system-x86_64";

    /// <summary>What the kernel is told: to speak on the serial console, and to give up at once without an init.</summary>
    public const string KernelArguments = "console=ttyS0 panic=-1";

    private const string BannerMark = "Linux version";
    private const int ShownLines = 10;
    private const int LongestLine = 70;

    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(4);

    private readonly ChildProcess _process;
    private readonly TaskCompletionSource _banner;

    private VirtualMachine(ChildProcess process, TaskCompletionSource banner)
    {
        _process = process;
        _banner = banner;
    }

    /// <summary>Switches the machine on.</summary>
    /// <param name="network">Where its tap is.</param>
    /// <param name="machine">Who it is.</param>
    /// <param name="onLine">Gets the lines of its serial console that tell how the boot goes.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The result owns the process.")]
    public static VirtualMachine Start(DemoNetwork network, SimulatedMachine machine, Action<string> onLine)
    {
        TaskCompletionSource banner = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ChildProcess process = ChildProcess.Start(
            network.Server,
            [
                ToolPath.Find(Program)!, "-machine", "pc,graphics=off", "-accel", "tcg,thread=multi", "-cpu", "max", "-m", "512",
                "-uuid", $"{machine.Uuid:D}",
                "-netdev", $"tap,id=net0,ifname={DemoNetwork.Tap},script=no,downscript=no",
                "-device", $"virtio-net-pci,netdev=net0,mac={machine.Mac},bootindex=1",
                "-chardev", "stdio,id=serial0,signal=off", "-serial", "chardev:serial0",
                "-display", "none", "-monitor", "none", "-no-reboot",
            ],
            line =>
            {
                string text = Escapes().Replace(line, string.Empty).Trim();
                if (Telling().IsMatch(text))
                {
                    int start = Math.Max(0, text.IndexOf(BannerMark, StringComparison.Ordinal));
                    onLine(text[start..Math.Min(text.Length, start + LongestLine)]);
                }

                if (text.Contains(BannerMark, StringComparison.Ordinal))
                {
                    banner.TrySetResult();
                }
            });
        return new VirtualMachine(process, banner);
    }

    /// <summary>Waits for the kernel's first line.</summary>
    /// <exception cref="DemoException">It did not come; the message has the console's last lines.</exception>
    public async Task WaitForKernelAsync(CancellationToken cancellationToken)
    {
        Task first;
        try
        {
            first = await Task.WhenAny(_banner.Task, _process.Ended).WaitAsync(_limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new DemoException($"no kernel spoke within {_limit.TotalMinutes:0} minutes:\n{LastLines()}");
        }

        if (first != _banner.Task)
        {
            await Interruption.AwaitAsync(cancellationToken);
            throw new DemoException($"the virtual machine ended before its kernel spoke:\n{LastLines()}");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private string LastLines() => Escapes().Replace(_process.LastLines(ShownLines), string.Empty);

    [GeneratedRegex(@"\x1b\[[0-9;?=]*[A-Za-z]|[\x00-\x08\x0b-\x1f]")]
    private static partial Regex Escapes();

    [GeneratedRegex("^iPXE 1|^Configuring|^net0: [0-9]|^Next server|^Filename|^rackd:|^http://|Linux version")]
    private static partial Regex Telling();
}
