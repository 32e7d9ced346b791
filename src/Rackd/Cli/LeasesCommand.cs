using System.CommandLine;
using System.Text.Json;
using Rackd.Api;
using Rackd.Services.Dhcp4;

namespace Rackd.Cli;

/// <summary><c>rackd leases</c>: who has which address.</summary>
internal static class LeasesCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        ExampleCommand command = new ExampleCommand(
            "leases",
            "Show who has which address.",
            "rackd leases           all leases and reservations, in the order of addresses",
            "rackd leases --json    the same for a program");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ControlClient client = new(parsed.GetRequiredValue(common.Socket));
            LeasesDocument leases = await client.GetAsync("/v1/leases", ApiJson.Default.LeasesDocument, cancellationToken);
            if (parsed.GetValue(common.Json))
            {
                terminal.Write(JsonSerializer.Serialize(leases, ApiJson.Indented.LeasesDocument));
            }
            else if (leases.Leases.Count == 0)
            {
                terminal.Write("no address is leased");
            }
            else
            {
                Write(terminal, leases);
            }
        });
        return command;
    }

    private static void Write(Terminal terminal, LeasesDocument leases)
    {
        TextTable table = new("ADDRESS", "MAC", "STATE", "SUBNET", ">ENDS IN", "NAME");
        foreach (LeaseRow lease in leases.Leases)
        {
            string? ends = lease.Expires is { } at ? Age.Format(at - leases.Time) : null;
            table.Add(
                lease.Address.ToString(), lease.Mac.ToString(), State(lease.State), lease.Subnet, ends, lease.Hostname);
        }

        table.Write(terminal);
    }

    private static Cell State(LeaseRowState state) => state switch
    {
        LeaseRowState.Leased => new Cell("leased", Colour.Green),
        LeaseRowState.Offered => new Cell("offered"),
        LeaseRowState.Released => new Cell("released"),
        LeaseRowState.Declined => new Cell("declined", Colour.Red),
        LeaseRowState.Expired => new Cell("expired"),
        LeaseRowState.Reserved => new Cell("reserved"),
    };
}
