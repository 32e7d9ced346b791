using System.Net.Sockets;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Simulation;

/// <summary>How a simulated boot went.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Records">Its steps in order.</param>
/// <param name="Address">The address that its system has; null when the boot did not come so far.</param>
/// <param name="Problem">Why the boot ended early, as a sentence; null when it did not.</param>
public sealed record SimulatedBoot(
    SimulatedMachine Machine, IReadOnlyList<StageRecord> Records, Ipv4Address? Address, string? Problem);

/// <summary>
/// Boots simulated machines over a real link as real ones do: the firmware's DHCP, its loader over TFTP or HTTP, iPXE's
/// DHCP, script, kernel and initial RAM disks, the system's DHCP. Nothing that is fetched is run.
/// </summary>
/// <param name="link">The link.</param>
/// <param name="addresses">Takes on the machines' addresses.</param>
/// <param name="time">The clock.</param>
public sealed class FirmwareClient(SimulatedLink link, IStationAddresses addresses, TimeProvider time)
{
    /// <summary>Boots a machine once.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="timing">Its patience for each program.</param>
    /// <param name="report">Gets every step as it is done.</param>
    /// <param name="cancellationToken">Switches the machine off.</param>
    public async Task<SimulatedBoot> BootAsync(
        SimulatedMachine machine,
        Func<BootProgram, FirmwareTiming> timing,
        Action<StageRecord> report,
        CancellationToken cancellationToken)
    {
        BootReport steps = new(machine, time, report);
        FirmwareRun run = new(machine, link, addresses, timing, steps, time);
        try
        {
            Ipv4Address address = await run.BootAsync(cancellationToken);
            return new SimulatedBoot(machine, steps.Records, address, null);
        }
        catch (FirmwareException fault)
        {
            steps.Fail(fault.Stage, fault.Message);
            return new SimulatedBoot(machine, steps.Records, null, fault.Message);
        }
        catch (SocketException fault)
        {
            steps.Fail(BootStage.Discover, $"the link fails: {fault.Message}");
            return new SimulatedBoot(machine, steps.Records, null, fault.Message);
        }
        finally
        {
            link.Disconnect(machine.Mac);
        }
    }
}
