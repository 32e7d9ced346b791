using Rackd.Domain.Configuration.Reading.Values;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Configuration.Reading.Checks;

/// <summary>Machines: one name, one UUID, and each hardware address in one place.</summary>
internal static class MachineChecks
{
    public static void Run(RackdConfig config, Origin origin, ConfigErrorLog log)
    {
        NameRegister<string> names = new(log, ConfigErrorCode.DuplicateName, StringComparer.OrdinalIgnoreCase);
        NameRegister<Guid> uuids = new(log, ConfigErrorCode.DuplicateIdentity);
        NameRegister<MacAddress> macs = new(log, ConfigErrorCode.DuplicateIdentity);
        foreach ((MachineConfig machine, Origin at) in config.Machines.Zip(origin.Tables("machine")))
        {
            string holder = $"machine {Parsed.Quote(machine.Name)}";
            if (at.Has("name"))
            {
                names.Enter(
                    machine.Name, at.At("name"), "machine.name", holder,
                    owner => $"there is a {owner} already; names are unique");
            }

            if (machine.Uuid is { } uuid)
            {
                uuids.Enter(
                    uuid, at.At("uuid"), "machine.uuid", holder, owner => $"{uuid} is the UUID of {owner} already");
            }

            foreach ((NicConfig nic, Origin place) in machine.Nics.Zip(at.Tables("nic")))
            {
                if (place.Has("mac"))
                {
                    macs.Enter(
                        nic.Mac, place.At("mac"), "machine.nic.mac", holder,
                        owner => $"{nic.Mac} belongs to {owner} already");
                }
            }
        }
    }
}
