using Rackd.Domain.Configuration;
using Rackd.Domain.Machines;
using Rackd.Domain.Snapshots;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Boot;

/// <summary>What firmware gets for what it asks.</summary>
public static class BootPlanner
{
    /// <summary>Answers a client that asks for a boot file.</summary>
    /// <param name="snapshot">The configuration.</param>
    /// <param name="client">What asks.</param>
    /// <param name="machine">On which machine.</param>
    /// <param name="subnet">In which subnet.</param>
    /// <param name="server">The address under which the client reaches rackd, or the subnet's <c>next_server</c>.</param>
    public static BootPlan Plan(
        ConfigSnapshot snapshot, PxeClient client, Machine machine, SubnetConfig subnet, Ipv4Address server)
    {
        if (client.Kind == PxeClientKind.None)
        {
            return new BootPlan.None(null, BootRefusal.NotAsked);
        }

        if (!subnet.AllowBoot)
        {
            return new BootPlan.None(null, BootRefusal.SubnetClosed);
        }

        RackdConfig config = snapshot.Config;
        if (BootRules.Choose(config.Boot, machine, client, subnet).Profile is not { } profile)
        {
            return new BootPlan.None(null, BootRefusal.NoProfile);
        }

        string origin = BootUrl.Origin(config, server.ToIPAddress());
        if (client.Kind == PxeClientKind.Ipxe)
        {
            if (!client.IsGiven && OwnIpxe(profile, client) is { } own)
            {
                return new BootPlan.File(profile.Name, own, IsUrl: false);
            }

            // Otherwise a script, never a boot program: iPXE that is given iPXE asks again, for ever.
            string script = BootUrl.Script(origin, machine.Mac, client.Architecture, client.Uuid);
            return new BootPlan.File(profile.Name, script, IsUrl: true);
        }

        return PlanFirmware(profile, client, config.Http.Enabled, origin);
    }

    /// <summary>
    /// The build of iPXE that the profile names for this architecture: then the one in the ROM is not good enough, and has
    /// to fetch that build first.
    /// </summary>
    private static string? OwnIpxe(BootProfileConfig profile, PxeClient client) =>
        profile.Kind is BootProfileKind.Kernel or BootProfileKind.Script
        && client.Architecture is { } architecture
        && LoaderTable.Configured(profile, architecture) is { } loader
        && LoaderTable.IsIpxe(loader)
            ? loader.TrimStart('/')
            : null;

    private static BootPlan PlanFirmware(BootProfileConfig profile, PxeClient client, bool hasHttp, string origin)
    {
        if (profile.Kind == BootProfileKind.Local)
        {
            return new BootPlan.None(profile.Name, BootRefusal.LocalDisk);
        }

        if (client.Architecture is not { } architecture || LoaderTable.Find(profile, architecture) is not { } loader)
        {
            return new BootPlan.None(profile.Name, BootRefusal.NoLoaderForArchitecture);
        }

        if (client.Kind == PxeClientKind.PxeRom)
        {
            return new BootPlan.File(profile.Name, loader.TrimStart('/'), IsUrl: false);
        }

        return hasHttp
            ? new BootPlan.File(profile.Name, BootUrl.File(origin, loader), IsUrl: true)
            : new BootPlan.None(profile.Name, BootRefusal.HttpDisabled);
    }
}
