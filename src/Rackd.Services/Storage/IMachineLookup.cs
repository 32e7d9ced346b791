using System.Net;
using Rackd.Domain.Boot;
using Rackd.Domain.Machines;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Storage;

/// <summary>Tells whose address it is: the lease table, as the file services see it.</summary>
public interface IMachineLookup
{
    /// <summary>The machine that holds a lease or reservation of <paramref name="address"/>, null if nobody does.</summary>
    Machine? FindByAddress(IPAddress address);

    /// <summary>The machine with a hardware address, named or not.</summary>
    Machine FindByMac(MacAddress mac);

    /// <summary>
    /// What the machine last said of itself in DHCP, null if it did not. GRUB and PXELINUX name no architecture when they
    /// ask for their menu, but rules may.
    /// </summary>
    PxeClient? FindClient(MacAddress mac) => null;
}
