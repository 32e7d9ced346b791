using Rackd.Domain.Configuration;

namespace Rackd.Hosting;

/// <summary>What a new configuration asks of the running services beyond the swap itself.</summary>
public static class ReloadPlan
{
    /// <summary>The services that must be started anew, because they listen elsewhere or are switched on or off.</summary>
    public static IEnumerable<string> Services(RackdConfig before, RackdConfig after)
    {
        if (before.Dhcp.Enabled != after.Dhcp.Enabled)
        {
            yield return "dhcp4";
        }

        if (before.Tftp.Enabled != after.Tftp.Enabled || !before.Tftp.Listen.Equals(after.Tftp.Listen))
        {
            yield return "tftp";
        }

        if (before.Http.Enabled != after.Http.Enabled || !before.Http.Listen.Equals(after.Http.Listen))
        {
            yield return "http";
        }
    }

    /// <summary>The changes that only a restart of the daemon brings about, each as a sentence.</summary>
    public static IEnumerable<string> NeedsRestart(RackdConfig before, RackdConfig after)
    {
        if (before.Control != after.Control)
        {
            yield return "[control] takes effect when rackd is restarted";
        }

        if (before.General.StateDirectory != after.General.StateDirectory)
        {
            yield return "[rackd] state_dir takes effect when rackd is restarted";
        }
    }
}
