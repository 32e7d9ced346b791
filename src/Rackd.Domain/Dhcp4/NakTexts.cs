namespace Rackd.Domain.Dhcp4;

/// <summary>What a NAK says in option 56, for whoever reads the client's log.</summary>
internal static class NakTexts
{
    /// <summary>One sentence for a reason.</summary>
    public static string Text(Dhcp4Reason reason) => reason switch
    {
        Dhcp4Reason.NakWrongSubnet => "address does not belong on this link",
        Dhcp4Reason.NakUnavailable => "address is not available",
        Dhcp4Reason.NakUnknown => "no record of this lease",
        Dhcp4Reason.NakReservationChanged => "another address is reserved for this client",
        Dhcp4Reason.NakNoAddress => "request names no address",
        _ => "request refused",
    };
}
