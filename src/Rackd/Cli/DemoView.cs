using Rackd.Domain.Simulation;

namespace Rackd.Cli;

/// <summary>What both forms of the demonstration show.</summary>
internal static class DemoView
{
    /// <summary>The view that suits where the output goes.</summary>
    public static IDemoView For(Terminal terminal, IReadOnlyList<SimulatedMachine> machines) => IsLive(terminal)
        ? new DemoBoard(terminal, machines, TimeProvider.System)
        : new DemoLines(terminal, machines);

    /// <summary>Says where to go from here.</summary>
    public static void WriteNextSteps(Terminal terminal, string other)
    {
        terminal.Write(string.Empty);
        terminal.Write(terminal.Paint("What next:", Colour.Bold));
        terminal.Write("  README.md                   how to serve a first rack of your own");
        terminal.Write("  rackd check --config FILE   is a configuration right, and what would it do");
        terminal.Write($"  {other}");
    }

    private static bool IsLive(Terminal terminal) =>
        terminal.Out == Console.Out
        && !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
}
