using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>The keys of <c>[dhcp]</c>.</summary>
internal static class DhcpTable
{
    public static TableShape<DhcpConfig> Shape { get; } = new(
        "dhcp",
        "[dhcp]",
        new DhcpConfig(),
        "What holds for every subnet that does not say otherwise.",
        [
            Key<DhcpConfig>.Value(
                "enabled", KeyTypes.Boolean, table => table.Enabled, (table, value) => table with { Enabled = value },
                "Whether addresses are given at all."),
            Key<DhcpConfig>.Value(
                "lease_time", KeyTypes.LeaseTime, table => table.LeaseTime,
                (table, value) => table with { LeaseTime = value },
                "How long a client may keep its address before it has to renew."),
            Key<DhcpConfig>.Value(
                "pxe_lease_time", KeyTypes.LeaseTime, table => table.PxeLeaseTime,
                (table, value) => table with { PxeLeaseTime = value },
                "The same for firmware and boot loaders, which are gone in minutes."),
            Key<DhcpConfig>.Value(
                "authoritative", KeyTypes.Boolean, table => table.Authoritative,
                (table, value) => table with { Authoritative = value },
                "Refuse requests for addresses that are wrong here, rather than leave them to another server."),
            Key<DhcpConfig>.Value(
                "offer_hold", KeyTypes.ShortTime, table => table.OfferHold,
                (table, value) => table with { OfferHold = value },
                "How long an address that was offered is kept for its client."),
            Key<DhcpConfig>.Value(
                "decline_quarantine", KeyTypes.LongTime, table => table.DeclineQuarantine,
                (table, value) => table with { DeclineQuarantine = value },
                "How long an address that a client found in use is given to nobody."),
            Key<DhcpConfig>.Value(
                "force_broadcast", KeyTypes.Boolean, table => table.ForceBroadcast,
                (table, value) => table with { ForceBroadcast = value },
                "Answer every client by broadcast; only for switches that lose the usual answers."),
        ]);
}
