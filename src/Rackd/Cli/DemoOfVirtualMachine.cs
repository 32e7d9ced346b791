using System.Globalization;
using Rackd.Api;
using Rackd.Demo;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;
using Rackd.Hosting;

namespace Rackd.Cli;

/// <summary>The demonstration with one real virtual machine.</summary>
internal static class DemoOfVirtualMachine
{
    public static async Task<int> RunAsync(
        Terminal terminal, string? kernel, string? initrd, CancellationToken cancellationToken)
    {
        BootableSystem system = BootableSystem.Find(kernel, initrd);
        SimulatedMachine machine = SimulatedMachine.Racks(1)[0];
        terminal.Write($"Making a rack in a network namespace; rackd serves {DemoNetwork.Cidr} there ...");
        await using DemoRack rack = await DemoRack.StartAsync(machine, system, cancellationToken);
        terminal.Write("Switching on an emulated machine with iPXE in its network card:");
        terminal.Write($"  kernel  {system.Kernel}");
        terminal.Write($"  initrd  {system.Initrd ?? "an empty one, so that the kernel stops after its first lines"}");
        terminal.Write("It takes some 20 s; for most of them iPXE looks for an IPv6 router.");
        terminal.Write(string.Empty);
        long start = TimeProvider.System.GetTimestamp();
        await using VirtualMachine running = VirtualMachine.Start(
            rack.Network, machine, line => WriteConsole(terminal, TimeProvider.System.GetElapsedTime(start), line));
        await running.WaitForKernelAsync(cancellationToken);
        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;

        DemoTimelines reader = new(terminal, new ControlClient(rack.Directory.Socket));
        TimelineDocument? timeline = await reader.WaitAsync(machine, HasSystem, cancellationToken);
        terminal.Write(string.Empty);
        reader.Write(timeline is null ? [] : [timeline]);
        terminal.Write(string.Empty);
        if (timeline?.Attempts is not [.., var newest] || !HasSystem(newest))
        {
            terminal.WriteError($"rackd demo: the kernel runs, but rackd did not see it fetched; its log:\n{rack.LastLog()}");
            return ExitCode.Failed;
        }

        string verdict = string.Create(
            CultureInfo.InvariantCulture, $"From power on to the kernel's first line in {seconds:0.0} s.");
        terminal.Write(terminal.Paint(verdict, Colour.Green));
        DemoView.WriteNextSteps(terminal, "rackd demo --machines 100   a boot storm of simulated machines");
        return ExitCode.Done;
    }

    private static bool HasSystem(BootAttempt attempt) =>
        attempt.Steps.Any(step => step.Stage == BootStage.Kernel) && attempt.Steps.Any(step => step.Stage == BootStage.Initrd);

    private static void WriteConsole(Terminal terminal, TimeSpan elapsed, string line) => terminal.Write(
        string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds,6:0.0}  {PrintableText.Escape(line)}"));
}
