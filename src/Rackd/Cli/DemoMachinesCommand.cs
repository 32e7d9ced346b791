using System.CommandLine;
using System.Text.Json;
using Rackd.Demo;
using Rackd.Domain.Simulation;
using Rackd.Services.Simulation;

namespace Rackd.Cli;

/// <summary>
/// <c>rackd demo-machines</c>, which <c>rackd demo</c> starts in the machines' namespace: boots simulated machines and
/// writes every step as a line of JSON. It ends when its standard input does.
/// </summary>
internal static class DemoMachinesCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> link = new("--interface") { Required = true };
        Option<int> machines = new("--machines") { Required = true };
        Command command = new(MachinesProcess.Verb) { link, machines };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => RunAsync(
            terminal, parsed.GetRequiredValue(link), parsed.GetRequiredValue(machines), cancellationToken));
        return command;
    }

    private static async Task RunAsync(Terminal terminal, string interfaceName, int count, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using SimulatedLink link = SimulatedLink.Open(interfaceName);
        using InterfaceAddresses addresses = new(interfaceName);
        FirmwareClient client = new(link, addresses, TimeProvider.System);
        Lock writing = new();
        Task boots = Task.WhenAll(SimulatedMachine.Racks(count).Select(machine => client.BootAsync(
            machine,
            FirmwareTiming.Leisurely,
            record =>
            {
                lock (writing)
                {
                    terminal.Write(JsonSerializer.Serialize(record, StageRecordJson.Default.StageRecord));
                }
            },
            stop.Token)));

        // Who started this process holds the other end: it ends, killed or not, and the machines are switched off.
        await using Stream input = Console.OpenStandardInput();
        if (await Task.WhenAny(boots, input.CopyToAsync(Stream.Null, CancellationToken.None)) != boots)
        {
            await stop.CancelAsync();
        }

        await boots;
    }
}
