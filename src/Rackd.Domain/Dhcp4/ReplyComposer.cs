using Rackd.Domain.Addresses;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Dhcp4;

/// <summary>Puts replies together, field by field (RFC 2131 §4.3.1, table 3).</summary>
internal static class ReplyComposer
{
    /// <summary>An OFFER or ACK.</summary>
    public static Dhcp4Decision.Reply Compose(
        in Dhcp4Message request,
        Dhcp4Exchange exchange,
        Dhcp4MessageType type,
        ServedSubnet subnet,
        Ipv4Address address,
        TimeSpan? leaseTime,
        Dhcp4Reason reason)
    {
        SubnetConfig config = subnet.Plan.Config;
        Ipv4Address bootServer = config.NextServer ?? subnet.Server;
        BootPlan? boot = exchange.Client.Kind == PxeClientKind.None
            ? null
            : BootPlanner.Plan(exchange.Snapshot, exchange.Client, exchange.Machine, config, bootServer);

        // What must be there is made first, and has its room; it goes behind what the client asked for.
        Dhcp4OptionList last = new();
        ReplyOptions.AddBoot(last, request, exchange.Client, boot, bootServer);
        ReplyOptions.AddEchoes(last, request);
        int room = MessageSize.RoomForOptions(request, exchange.Arrival.Mtu) - last.Octets.Length;

        Dhcp4OptionList options = ReplyOptions.Begin(type, subnet.Server, leaseTime, config.Network);
        string? hostName = subnet.Plan.ReservationOf(request.Mac)?.Name ?? exchange.Machine.Name;
        ReplyOptions.AddRequested(options, request, config, hostName, room);
        options.Append(last);
        bool goesToRelay = ReplyRoute.GoesToRelay(request);

        return new Dhcp4Decision.Reply
        {
            Reason = reason,
            Request = request.MessageType,
            Machine = exchange.Machine,
            Client = exchange.Client,
            Type = type,
            Subnet = config.Name,
            Server = subnet.Server,
            Boot = boot,
            Hold = type == Dhcp4MessageType.Offer ? exchange.Snapshot.Config.Dhcp.OfferHold : null,
            Route = ReplyRoute.For(
                request, type, address, exchange.Arrival.Source, exchange.Snapshot.Config.Dhcp.ForceBroadcast),
            Message = new Dhcp4Reply
            {
                HardwareType = request.HardwareType,
                HardwareAddress = request.HardwareAddress[..request.HardwareLength].ToArray(),
                TransactionId = request.TransactionId,
                // A client that tells no address cannot be reached by its relay agent but by broadcast.
                Flags = goesToRelay && type == Dhcp4MessageType.Ack && address.IsAny
                    ? Dhcp4Reply.WithBroadcast(request.Flags)
                    : request.Flags,
                ClientAddress = type == Dhcp4MessageType.Ack ? ReplyRoute.AddressInUse(request) : default,
                YourAddress = address,
                ServerAddress = config.AllowBoot ? bootServer : default,
                RelayAddress = goesToRelay ? request.RelayAddress : default,
                ServerName = exchange.Client.Kind == PxeClientKind.PxeRom && boot is BootPlan.File
                    ? bootServer.ToString()
                    : string.Empty,
                File = boot is BootPlan.File file ? file.Name : string.Empty,
                Options = options,
            },
        };
    }

    /// <summary>A NAK.</summary>
    public static Dhcp4Decision.Reply Refuse(
        in Dhcp4Message request, Dhcp4Exchange exchange, Dhcp4Reason reason, ServedSubnet subnet)
    {
        Dhcp4OptionList options = ReplyOptions.Begin(Dhcp4MessageType.Nak, subnet.Server, leaseTime: null, network: null);
        options.AddText(Dhcp4OptionCode.Message, NakTexts.Text(reason));
        ReplyOptions.AddEchoes(options, request);
        return new Dhcp4Decision.Reply
        {
            Reason = reason,
            Request = request.MessageType,
            Machine = exchange.Machine,
            Client = exchange.Client,
            Type = Dhcp4MessageType.Nak,
            Subnet = subnet.Plan.Config.Name,
            Server = subnet.Server,
            Route = ReplyRoute.For(request, Dhcp4MessageType.Nak, default, exchange.Arrival.Source, forceBroadcast: true),
            Message = new Dhcp4Reply
            {
                HardwareType = request.HardwareType,
                HardwareAddress = request.HardwareAddress[..request.HardwareLength].ToArray(),
                TransactionId = request.TransactionId,
                Flags = Dhcp4Reply.WithBroadcast(request.Flags), // RFC 2131 §4.3.2: so that a relay broadcasts it.
                RelayAddress = request.RelayAddress,
                Options = options,
            },
        };
    }
}
