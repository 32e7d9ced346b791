using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>The keys of <c>[[subnet]]</c> and the tables below it.</summary>
internal static class SubnetTables
{
    private static readonly KeyType<RangeType> _rangeTypes = new ChoiceKeyType<RangeType>(
        ("dynamic", RangeType.Dynamic), ("reserved", RangeType.Reserved));

    private static readonly TableShape<RangeConfig> _range = new(
        "subnet.range",
        "[[subnet.range]]",
        new RangeConfig(default, default),
        "A run of addresses of the subnet.",
        [
            Key<RangeConfig>.Value(
                "type", _rangeTypes, range => range.Type, (range, value) => range with { Type = value },
                "\"dynamic\" is leased to whoever asks; \"reserved\" is never given out."),
            Key<RangeConfig>.Required(
                "from", KeyTypes.Address,
                (range, value) => range with { Addresses = range.Addresses with { First = value } },
                "The lowest address."),
            Key<RangeConfig>.Required(
                "to", KeyTypes.Address,
                (range, value) => range with { Addresses = range.Addresses with { Last = value } },
                "The highest address, which belongs to the range."),
        ]);

    private static readonly TableShape<ReservationConfig> _reservation = new(
        "subnet.reservation",
        "[[subnet.reservation]]",
        new ReservationConfig(default, default, null),
        "An address that one client always gets, inside or outside the ranges.",
        [
            Key<ReservationConfig>.Required(
                "mac", KeyTypes.Mac, (reservation, value) => reservation with { Mac = value },
                "The client's hardware address."),
            Key<ReservationConfig>.Required(
                "ip", KeyTypes.Address, (reservation, value) => reservation with { Address = value },
                "Its address."),
            Key<ReservationConfig>.Optional(
                "name", KeyTypes.HostName, (reservation, value) => reservation with { Name = value },
                "none is sent",
                "Host name that the client is told."),
        ]);

    public static TableShape<SubnetConfig> Subnet { get; } = new(
        "subnet",
        "[[subnet]]",
        new SubnetConfig { Name = string.Empty, Network = default },
        "An IPv4 network in which machines are served.",
        [
            Key<SubnetConfig>.Optional(
                "name", KeyTypes.Label, (subnet, value) => subnet with { Name = value },
                "the cidr",
                "What the subnet is called in logs, tables and boot rules."),
            Key<SubnetConfig>.Required(
                "cidr", KeyTypes.Network, (subnet, value) => subnet with { Network = value },
                "The network with its prefix length."),
            Key<SubnetConfig>.Optional(
                "interface", KeyTypes.Interface, (subnet, value) => subnet with { Interface = value },
                "the one that has an address in the subnet",
                "The interface that serves it."),
            Key<SubnetConfig>.Optional(
                "gateway", KeyTypes.Address, (subnet, value) => subnet with { Gateway = value },
                "clients are told none",
                "The default router; never given to a client."),
            Key<SubnetConfig>.Value(
                "dns", KeyTypes.Addresses, subnet => subnet.Dns, (subnet, value) => subnet with { Dns = value },
                "Name servers, the best first."),
            Key<SubnetConfig>.Value(
                "ntp", KeyTypes.Addresses, subnet => subnet.Ntp, (subnet, value) => subnet with { Ntp = value },
                "Time servers, the best first."),
            Key<SubnetConfig>.Optional(
                "domain", KeyTypes.DomainName, (subnet, value) => subnet with { Domain = value },
                "clients are told none",
                "Domain in which clients look up short names."),
            Key<SubnetConfig>.Optional(
                "mtu", KeyTypes.Integer("a number of octets such as 1500", 68, 65535),
                (subnet, value) => subnet with { Mtu = value },
                "clients are told none",
                "Largest packet on the link, in octets."),
            Key<SubnetConfig>.Value(
                "managed", KeyTypes.Boolean, subnet => subnet.Managed,
                (subnet, value) => subnet with { Managed = value },
                "Whether rackd leases addresses here; false where another server does."),
            Key<SubnetConfig>.Value(
                "allow_boot", KeyTypes.Boolean, subnet => subnet.AllowBoot,
                (subnet, value) => subnet with { AllowBoot = value },
                "Whether machines here may fetch boot files."),
            Key<SubnetConfig>.Optional(
                "lease_time", KeyTypes.LeaseTime, (subnet, value) => subnet with { LeaseTime = value },
                "what [dhcp] says",
                "How long a client may keep its address before it has to renew."),
            Key<SubnetConfig>.Optional(
                "pxe_lease_time", KeyTypes.LeaseTime, (subnet, value) => subnet with { PxeLeaseTime = value },
                "what [dhcp] says",
                "The same for firmware and boot loaders."),
            Key<SubnetConfig>.Optional(
                "authoritative", KeyTypes.Boolean, (subnet, value) => subnet with { Authoritative = value },
                "what [dhcp] says",
                "Refuse requests for addresses that are wrong here."),
            Key<SubnetConfig>.Optional(
                "next_server", KeyTypes.Address, (subnet, value) => subnet with { NextServer = value },
                "rackd itself",
                "The server from which machines fetch boot files."),
            Key<SubnetConfig>.Rows(_range, (subnet, rows) => subnet with { Ranges = rows }),
            Key<SubnetConfig>.Rows(_reservation, (subnet, rows) => subnet with { Reservations = rows }),
        ]);
}
