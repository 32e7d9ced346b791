using System.Net;
using Rackd.Domain.Configuration;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Storage;

/// <summary>Who may fetch boot files: machines in a subnet that allows boot, and this host by its loopback address.</summary>
internal static class ClientAccess
{
    /// <summary>Whether a client may fetch files, and the subnet that its address lies in.</summary>
    public static bool IsAllowed(RackdConfig config, IPAddress client, out SubnetConfig? subnet)
    {
        subnet = null;
        if (Ipv4Address.TryFrom(client, out Ipv4Address address))
        {
            foreach (SubnetConfig candidate in config.Subnets)
            {
                if (candidate.Network.Contains(address))
                {
                    subnet = candidate;
                    return candidate.AllowBoot || address.IsLoopback;
                }
            }
        }

        return IPAddress.IsLoopback(client) || address.IsLoopback;
    }
}
