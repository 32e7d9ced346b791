using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Configuration.Reading.Checks;

/// <summary>Firmware must not keep an address longer than an operating system.</summary>
internal static class LeaseTimeCheck
{
    private const string LeaseTime = "lease_time";
    private const string PxeLeaseTime = "pxe_lease_time";

    public static void Run(
        RackdConfig config, Origin origin, IReadOnlyList<PlacedSubnet> subnets, ConfigErrorLog log)
    {
        Origin dhcp = origin.Table("dhcp");
        Compare(config.Dhcp.LeaseTime, config.Dhcp.PxeLeaseTime, dhcp, "dhcp", "[dhcp]", "the default", log);
        foreach (PlacedSubnet subnet in subnets.Where(IsOwn))
        {
            TimeSpan lease = subnet.Config.LeaseTime ?? config.Dhcp.LeaseTime;
            TimeSpan pxe = subnet.Config.PxeLeaseTime ?? config.Dhcp.PxeLeaseTime;
            Compare(lease, pxe, subnet.Origin, "subnet", subnet.Title, "that of [dhcp]", log);
        }
    }

    private static bool IsOwn(PlacedSubnet subnet) =>
        subnet.Config.LeaseTime is not null || subnet.Config.PxeLeaseTime is not null;

    private static void Compare(
        TimeSpan lease, TimeSpan pxe, Origin origin, string table, string title, string inherited, ConfigErrorLog log)
    {
        bool isUnread = (origin.Names(LeaseTime) && !origin.Has(LeaseTime))
            || (origin.Names(PxeLeaseTime) && !origin.Has(PxeLeaseTime));
        if (pxe <= lease || isUnread)
        {
            return;
        }

        string key = origin.Has(PxeLeaseTime) ? PxeLeaseTime : LeaseTime;
        string remedy = key == PxeLeaseTime ? string.Empty : $"; set {PxeLeaseTime} as well";
        string message = $"{PxeLeaseTime} of {title} is {Show(pxe, PxeLeaseTime)}, longer than {LeaseTime}, "
            + $"{Show(lease, LeaseTime)}{remedy}";
        log.Error(ConfigErrorCode.LeaseTimes, origin.At(key), $"{table}.{key}", message);

        string Show(TimeSpan value, string name) =>
            origin.Has(name) ? DurationText.Write(value) : $"{DurationText.Write(value)} ({inherited})";
    }
}
