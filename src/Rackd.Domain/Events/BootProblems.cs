using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Events;

/// <summary>One sentence for each thing that can go wrong in a boot. Reasons are the snake_case words of the events.</summary>
internal static class BootProblems
{
    public static string Unanswered(Dhcp4MessageType message, string reason, string @interface) =>
        $"{BootWords.Message(message)} was left unanswered: " + reason switch
        {
            "no_subnet" => $"no [[subnet]] is served on interface {@interface}",
            "unknown_relay" => "the relay agent that sent it has an address in no [[subnet]]",
            "bad_relay_address" => "what stands for the relay agent's address is no relay agent's, or rackd's own",
            "subnet_unmanaged" => "the subnet says managed = false, so rackd leases nothing there",
            "disabled" => "[dhcp] enabled = false",
            "pool_exhausted" => "every address of the subnet's dynamic ranges is leased, offered or in quarantine",
            "no_dynamic_range" => "the subnet has no dynamic range, and no reservation names this machine",
            "other_server_chosen" => "the machine took the offer of another DHCP server on this network",
            "not_authoritative" => "the address is not one of ours, and authoritative = false leaves it to others",
            "unknown_lease" => "rackd knows nothing of that lease, and another server may have given it",
            "store_failed" => "the lease could not be written to disk",
            "taken_elsewhere" => "another DHCP server gave the address to another machine first",
            "overload" => "more requests came in than could be answered; the machine asks again",
            "bad_hardware_address" => "its hardware address names no station",
            "too_many_hops" => "it passed more than 16 relay agents, which looks like a loop",
            "bootp" => "it is a BOOTP request without a DHCP message type",
            "malformed" => "it is not valid DHCP",
            _ => reason.Replace('_', ' '),
        };

    public static string Refused(Ipv4Address? address, string reason) =>
        $"the machine asked for {Address(address)} and was refused (DHCPNAK): " + reason switch
        {
            "nak_wrong_subnet" => "the address belongs to another network than the machine is on",
            "nak_unavailable" => "another machine has the address, or it is not to be given",
            "nak_unknown" => "rackd knows nothing of that lease",
            "nak_reservation_changed" => "another address is reserved for the machine now",
            "nak_no_address" => "the request names no address",
            _ => reason.Replace('_', ' '),
        };

    /// <summary>Why a client that asked for a boot file got none; null where that is as it should be.</summary>
    public static string? NoBootFile(string? refusal) => refusal switch
    {
        null or "not_asked" or "local_disk" => null,
        "no_profile" => "the machine got an address but no boot file: neither its [[machine]] table, a [[boot.rule]] nor "
            + "[boot] default_profile names a profile for it",
        "no_loader_for_architecture" =>
            "the machine got an address but no boot file: its profile has no loader for its architecture",
        "subnet_closed" => "the machine got an address but no boot file: its subnet says allow_boot = false",
        _ => $"the machine got an address but no boot file: {refusal.Replace('_', ' ')}",
    };

    public static string NeverRequested(int asked, Ipv4Address? offered) =>
        $"the machine asked {BootWords.Times(asked)} and never took the offer of {Address(offered)}: the offer does not "
        + "reach it, or another DHCP server's is preferred";

    public static string Declined(Ipv4Address? address) =>
        $"the machine declined {Address(address)}: it found the address in use by somebody else";

    public static string FileRefused(string file, string reason, string? detail) =>
        $"{file} was refused: " + (detail ?? reason switch
        {
            "not_found" => "there is no such file below the root",
            "bad_name" => "the name leads out of the root, or is no name",
            "not_a_file" => "it is not a plain file",
            "access_denied" => "rackd's user may not read it",
            "client_not_allowed" => "the machine's address lies in no subnet that allows boot",
            "template_failed" => "the script could not be rendered",
            "no_profile" => "the machine has no boot profile",
            _ => reason.Replace('_', ' '),
        });

    /// <summary>Why a transfer did not end well; null when it did.</summary>
    public static string? Transfer(TransferFinished transfer, long? length)
    {
        string part = length is { } whole
            ? $"{BootWords.Size(transfer.Octets)} of {BootWords.Size(whole)}"
            : BootWords.Size(transfer.Octets);
        string why = string.IsNullOrEmpty(transfer.Detail) ? string.Empty : $": {transfer.Detail}";
        return transfer.Outcome switch
        {
            TransferOutcome.Completed or TransferOutcome.SizeProbed => null,
            TransferOutcome.AbortedByClient => $"the machine ended the transfer of {transfer.File} after {part}{why}",
            TransferOutcome.TimedOut => $"the machine stopped answering during {transfer.File}, after {part}",
            TransferOutcome.ReadFailed => $"rackd could not read {transfer.File} to its end{why}",
            TransferOutcome.Stopped => $"rackd was stopped while it sent {transfer.File}, after {part}",
        };
    }

    public static string Loop(string file, int count) =>
        $"the machine loaded {file} {BootWords.Times(count)} within a minute and got no further: the loader crashes, or is "
        + "given itself to load";

    private static string Address(Ipv4Address? address) => address?.ToString() ?? "its address";
}
