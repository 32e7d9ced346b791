using Rackd.Domain.Boot;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Events;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Dhcp4;

/// <summary>Tells decisions as events.</summary>
internal static class Dhcp4Events
{
    /// <summary>A reply that has been sent.</summary>
    public static Dhcp4Answered Answered(Dhcp4Decision.Reply reply, string link, DateTimeOffset at) => new()
    {
        At = at,
        Mac = reply.Machine.Mac,
        Machine = reply.Machine.Name,
        Address = AddressOf(reply),
        Request = reply.Request,
        Reply = reply.Type,
        Reason = SnakeCase.Of(reply.Reason),
        Interface = link,
        Subnet = reply.Subnet,
        Client = reply.Client.Kind,
        Architecture = reply.Client.Architecture,
        BootFile = reply.Boot is BootPlan.File file ? file.Name : null,
        Profile = reply.Boot switch
        {
            BootPlan.File chosen => chosen.Profile,
            BootPlan.None none => none.Profile,
            _ => null,
        },
        BootRefusal = reply.Boot is BootPlan.None refused ? SnakeCase.Of(refused.Reason) : null,
    };

    /// <summary>A message that was left without an answer, for the decision's reason or because it could not be carried out.</summary>
    public static RackEvent Unanswered(Dhcp4Decision decision, Dhcp4Reason reason, string link, DateTimeOffset at) =>
        decision is Dhcp4Decision.Silent { Change: { } change } && decision.Reason == reason
            ? new LeaseEnded
            {
                At = at,
                Mac = change.Mac,
                Machine = decision.Machine.Name,
                Address = change.Address,
                Cause = change.State == LeaseState.Declined ? LeaseEnd.Declined : LeaseEnd.Released,
            }
            : new Dhcp4Unanswered
            {
                At = at,
                Mac = decision.Machine.Mac,
                Machine = decision.Machine.Name,
                Request = decision.Request,
                Reason = SnakeCase.Of(reason),
                Interface = link,
                Client = decision.Client.Kind,
            };

    private static Ipv4Address? AddressOf(Dhcp4Decision.Reply reply)
    {
        Ipv4Address your = reply.Message.YourAddress;
        Ipv4Address address = your.IsAny ? reply.Message.ClientAddress : your;
        return address.IsAny ? null : address;
    }
}
