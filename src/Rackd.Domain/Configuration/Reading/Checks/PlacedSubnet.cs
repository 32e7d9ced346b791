using Rackd.Wire.Addresses;

namespace Rackd.Domain.Configuration.Reading.Checks;

/// <summary>A subnet with the place where it stands.</summary>
internal sealed record PlacedSubnet(SubnetConfig Config, Origin Origin)
{
    /// <summary>The network; null when it could not be read, so that nothing is said about what lies in it.</summary>
    public Ipv4Network? Network => Origin.Has("cidr") ? Config.Network : null;

    public bool HasName => Origin.Has("name") || (!Origin.Names("name") && Origin.Has("cidr"));

    public ConfigNote Note => new(Origin.Place, $"{Title} defined here");

    public string Title => HasName && Config.Name != Config.Network.ToString()
        ? $"subnet \"{Config.Name}\" ({Config.Network})"
        : $"subnet {Config.Network}";

    public static IEnumerable<PlacedSubnet> All(RackdConfig config, Origin origin) =>
        config.Subnets.Zip(origin.Tables("subnet"), (subnet, place) => new PlacedSubnet(subnet, place));
}
