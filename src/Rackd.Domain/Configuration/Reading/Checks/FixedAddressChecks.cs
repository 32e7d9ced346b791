using Rackd.Wire.Addresses;

namespace Rackd.Domain.Configuration.Reading.Checks;

/// <summary>Reservations, and the addresses that machines have of their own.</summary>
internal static class FixedAddressChecks
{
    private const string Ip = "ip";

    public static void Run(
        RackdConfig config, Origin origin, IReadOnlyList<PlacedSubnet> subnets, ConfigErrorLog log)
    {
        NameRegister<Ipv4Address> addresses = new(log, ConfigErrorCode.DuplicateAddress);
        NameRegister<(PlacedSubnet?, MacAddress)> clients = new(log, ConfigErrorCode.DuplicateIdentity);
        foreach (PlacedSubnet subnet in subnets)
        {
            CheckReservations(subnet, addresses, clients, log);
        }

        Dictionary<Ipv4Network, PlacedSubnet> byNetwork = [];
        foreach (PlacedSubnet subnet in subnets.Where(subnet => subnet.Network is not null))
        {
            byNetwork.TryAdd(subnet.Config.Network, subnet);
        }

        bool allKnown = byNetwork.Count == subnets.Count;
        foreach ((MachineConfig machine, Origin place) in config.Machines.Zip(origin.Tables("machine")))
        {
            foreach ((NicConfig nic, Origin at) in machine.Nics.Zip(place.Tables("nic")))
            {
                if (nic.Address is not { } address)
                {
                    continue;
                }

                string holder = $"machine \"{machine.Name}\"";
                PlacedSubnet? subnet = Holding(byNetwork, address);
                CheckNic(nic, at, holder, subnet, allKnown, log);
                Enter(addresses, address, at, "machine.nic", holder);
                EnterClient(clients, subnet, nic.Mac, at, "machine.nic", holder);
            }
        }
    }

    private static void CheckReservations(
        PlacedSubnet subnet,
        NameRegister<Ipv4Address> addresses,
        NameRegister<(PlacedSubnet?, MacAddress)> clients,
        ConfigErrorLog log)
    {
        IReadOnlyList<Origin> places = subnet.Origin.Tables("reservation");
        foreach ((ReservationConfig reservation, Origin at) in subnet.Config.Reservations.Zip(places))
        {
            const string Table = "subnet.reservation";
            if (!subnet.Config.Managed)
            {
                log.Warning(
                    ConfigErrorCode.ReservationUnmanaged, at.Place, Table,
                    $"{subnet.Title} is not managed, so nothing is leased in it and the reservation is not used");
            }

            EnterClient(clients, subnet, reservation.Mac, at, Table, $"reservation of {reservation.Mac}");
            if (!at.Has(Ip))
            {
                continue;
            }

            Enter(addresses, reservation.Address, at, Table, $"reservation of {reservation.Mac}");
            if (subnet.Network is { } network && !network.Contains(reservation.Address))
            {
                string message = $"reservation {reservation.Address} lies outside {subnet.Title}";
                log.Error(ConfigErrorCode.BadFixedAddress, at.At(Ip), $"{Table}.ip", message, seeAlso: subnet.Note);
            }
            else
            {
                RefuseUnusable(subnet, reservation.Address, at, Table, log);
            }
        }
    }

    private static void CheckNic(
        NicConfig nic, Origin at, string holder, PlacedSubnet? subnet, bool allKnown, ConfigErrorLog log)
    {
        if (subnet is not null)
        {
            RefuseUnusable(subnet, nic.Address!.Value, at, "machine.nic", log);
        }
        else if (allKnown)
        {
            log.Warning(
                ConfigErrorCode.AddressInNoSubnet, at.At(Ip), "machine.nic.ip",
                $"{nic.Address} of {holder} lies in no subnet, so rackd never gives it");
        }
    }

    private static void RefuseUnusable(
        PlacedSubnet subnet, Ipv4Address address, Origin at, string table, ConfigErrorLog log)
    {
        string? word = address == subnet.Config.Gateway ? "gateway" : null;
        if (word is null && subnet.Network is { } network
            && SubnetChecks.UnusableWord(network, address) is { } unusable)
        {
            word = $"{unusable} address";
        }

        if (word is not null)
        {
            string message = $"{address} is the {word} of {subnet.Title}, which no client can have";
            log.Error(ConfigErrorCode.BadFixedAddress, at.At(Ip), $"{table}.ip", message);
        }
    }

    private static void Enter(
        NameRegister<Ipv4Address> addresses, Ipv4Address address, Origin at, string table, string holder) =>
        addresses.Enter(
            address, at.At(Ip), $"{table}.ip", holder, owner => $"{address} is fixed already, by the {owner}");

    private static void EnterClient(
        NameRegister<(PlacedSubnet?, MacAddress)> clients,
        PlacedSubnet? subnet,
        MacAddress mac,
        Origin at,
        string table,
        string holder)
    {
        if (at.Has("mac") && subnet is not null)
        {
            clients.Enter(
                (subnet, mac), at.At("mac"), $"{table}.mac", holder,
                owner => $"{mac} has an address in {subnet.Title} already, by the {owner}");
        }
    }

    private static PlacedSubnet? Holding(Dictionary<Ipv4Network, PlacedSubnet> byNetwork, Ipv4Address address)
    {
        for (int length = 32; length >= 0; length--)
        {
            if (byNetwork.TryGetValue(new Ipv4Network(address, length), out PlacedSubnet? subnet))
            {
                return subnet;
            }
        }

        return null;
    }
}
