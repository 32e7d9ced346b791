using Rackd.Domain.Simulation;

namespace Rackd.Demo;

/// <summary>A small rack: its network, its files, and rackd serving it. Nothing of it is left when it is disposed.</summary>
internal sealed class DemoRack : IAsyncDisposable
{
    private const string PlaceholderArguments = "console=ttyS0 quiet";

    private DemoDaemon? _daemon;

    private DemoRack(DemoNetwork network, DemoDirectory directory)
    {
        Network = network;
        Directory = directory;
    }

    /// <summary>Its network.</summary>
    public DemoNetwork Network { get; }

    /// <summary>Its files.</summary>
    public DemoDirectory Directory { get; }

    /// <summary>A rack for simulated machines, with placeholders for boot files.</summary>
    public static async Task<DemoRack> StartAsync(
        IReadOnlyList<SimulatedMachine> machines, CancellationToken cancellationToken)
    {
        await RemoveStaleAsync();
        DemoRack rack = new(await DemoNetwork.CreateAsync(), new DemoDirectory());
        return await rack.ServeAsync(
            machines, PlaceholderArguments, () => rack.Directory.WritePlaceholdersAsync(cancellationToken), cancellationToken);
    }

    /// <summary>A rack for a virtual machine, with a real system to boot.</summary>
    public static async Task<DemoRack> StartAsync(
        SimulatedMachine machine, BootableSystem system, CancellationToken cancellationToken)
    {
        await RemoveStaleAsync();
        DemoRack rack = new(await DemoNetwork.CreateForVirtualMachineAsync(), new DemoDirectory());
        return await rack.ServeAsync(
            [machine],
            VirtualMachine.KernelArguments,
            () => Task.Run(() => rack.Directory.CopySystem(system), cancellationToken),
            cancellationToken);
    }

    /// <summary>What rackd logged last.</summary>
    public string LastLog() => _daemon?.LastLines() ?? string.Empty;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using DemoDirectory directory = Directory;
        await using DemoNetwork network = Network;
        if (_daemon is { } daemon)
        {
            await daemon.DisposeAsync();
        }
    }

    private static async Task RemoveStaleAsync()
    {
        await DemoNetwork.RemoveStaleAsync();
        DemoDirectory.RemoveStale();
    }

    private async Task<DemoRack> ServeAsync(
        IReadOnlyList<SimulatedMachine> machines, string kernelArguments, Func<Task> fill, CancellationToken cancellationToken)
    {
        try
        {
            await fill();
            string config = DemoConfig.Write(Directory, machines, kernelArguments);
            await File.WriteAllTextAsync(Directory.ConfigFile, config, cancellationToken);
            _daemon = await DemoDaemon.StartAsync(Network, Directory, cancellationToken);
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }
}
