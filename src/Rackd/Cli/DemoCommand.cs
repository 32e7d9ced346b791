using System.CommandLine;
using System.Runtime.InteropServices;
using Rackd.Demo;

namespace Rackd.Cli;

/// <summary><c>rackd demo</c>: boots machines in a network of their own, so that a newcomer sees what rackd does.</summary>
internal static class DemoCommand
{
    private const int DefaultMachines = 3;
    private const int MostMachines = 250;

    public static Command Create(Terminal terminal)
    {
        Option<int> machines = new("--machines")
        {
            Description = $"How many machines to simulate, 1 to {MostMachines}.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultMachines,
        };
        machines.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out int count) && count is >= 1 and <= MostMachines))
            {
                result.AddError($"--machines takes a number from 1 to {MostMachines}");
            }
        });
        Option<bool> qemu = new("--qemu") { Description = "Boot one real virtual machine instead: QEMU, its iPXE ROM, a Linux kernel." };
        Option<string?> kernel = FileOption("--kernel", "The kernel for --qemu; the newest /boot/vmlinuz-* unless given.");
        Option<string?> initrd = FileOption("--initrd", "The initial RAM disk for --qemu; the one beside the kernel unless given.");
        ExampleCommand command = new(
            "demo",
            "Watch machines boot from rackd in a network of their own; nothing of this host is touched.",
            "sudo rackd demo                  three simulated machines, one of each kind of firmware",
            "sudo rackd demo --machines 100   a boot storm",
            "sudo rackd demo --qemu           a real virtual machine") { machines, qemu, kernel, initrd };
        command.Validators.Add(result =>
        {
            bool forQemu = result.GetResult(kernel) is not null || result.GetResult(initrd) is not null;
            if (forQemu && !result.GetValue(qemu))
            {
                result.AddError("--kernel and --initrd are for --qemu: simulated machines run nothing");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            terminal,
            parsed.GetValue(qemu)
                ? stop => DemoOfVirtualMachine.RunAsync(
                    terminal, parsed.GetValue(kernel), parsed.GetValue(initrd), stop)
                : stop => DemoOfMachines.RunAsync(terminal, parsed.GetValue(machines), stop),
            parsed.GetValue(qemu),
            cancellationToken));
        return command;
    }

    private static Option<string?> FileOption(string name, string description)
    {
        Option<string?> option = new(name) { Description = description, HelpName = "FILE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && !File.Exists(path))
            {
                result.AddError($"there is no file {path}");
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, Func<CancellationToken, Task<int>> demonstrate, bool withQemu, CancellationToken cancellationToken)
    {
        if (DemoRequirements.FindMissing(withQemu) is { } missing)
        {
            terminal.WriteError($"rackd demo: {missing}");
            return ExitCode.Failed;
        }

        // A closed terminal says SIGHUP; Ctrl-C and SIGTERM come as the token.
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        try
        {
            return await demonstrate(stop.Token);
        }
        catch (Exception fault) when (fault is DemoException or IOException or UnauthorizedAccessException)
        {
            terminal.WriteError($"rackd demo: {fault.Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            terminal.WriteError("rackd demo: interrupted; network and files of the demonstration are removed");
            return ExitCode.Failed;
        }
    }
}
