using Rackd.Domain.Configuration.Reading.Checks;
using Rackd.Domain.Configuration.Reading.Tables;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading;

/// <summary>
/// Makes one configuration out of the main file and its drop-ins. Tables are merged key by key, arrays of tables are
/// put one behind the other; a key that two files set is an error. Everything that is wrong comes at once.
/// </summary>
public static class ConfigReader
{
    /// <summary>Reads the files.</summary>
    /// <param name="sources">The main file, then the drop-ins in the order of their names.</param>
    public static ConfigReading Read(IReadOnlyList<ConfigSource> sources)
    {
        ConfigErrorLog log = new();
        List<TablePart> parts = [];
        foreach (ConfigSource source in sources)
        {
            if (source.TryParse(out TomlTable root, out IReadOnlyList<TomlError> errors))
            {
                parts.Add(new TablePart(source.FileName, root));
            }

            foreach (TomlError error in errors)
            {
                log.Error(ConfigErrorCode.Syntax, new ConfigPlace(error.File, error.Span), string.Empty, error.Message);
            }
        }

        RackdConfig config = RootTable.Shape.Read(RootTable.Shape.Blank, parts, log, out Origin origin);
        config = NameSubnets(config, origin);
        if (parts.Count == sources.Count)
        {
            ConfigChecks.Run(config, origin, log);
        }

        return new ConfigReading(config, origin, log.HasErrors, log.InOrder(sources));
    }

    /// <summary>Reads a single text.</summary>
    public static ConfigReading Read(string fileName, string text) => Read([new ConfigSource(fileName, text)]);

    private static RackdConfig NameSubnets(RackdConfig config, Origin origin)
    {
        IReadOnlyList<Origin> places = origin.Tables("subnet");
        return config with
        {
            Subnets = [.. config.Subnets.Select((subnet, index) => places[index].Names("name")
                ? subnet
                : subnet with { Name = subnet.Network.ToString() })],
        };
    }
}
