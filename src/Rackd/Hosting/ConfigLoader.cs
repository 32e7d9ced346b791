using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;

namespace Rackd.Hosting;

/// <summary>Reads the configuration from disk.</summary>
public static class ConfigLoader
{
    /// <summary>Where the configuration lies unless the command line says otherwise.</summary>
    public const string DefaultPath = "/etc/rackd/rackd.toml";

    private const string DropInDirectory = "conf.d";

    /// <summary>
    /// Reads the file, then <c>conf.d/*.toml</c> beside it in the order of their names. Never throws for what is in a
    /// file, or for a file that cannot be read.
    /// </summary>
    public static ConfigLoadResult Load(string path)
    {
        List<ConfigSource> sources = [];
        string reading = path;
        try
        {
            foreach (string file in FilesOf(path))
            {
                reading = file;
                sources.Add(ConfigSource.FromUtf8(file, File.ReadAllBytes(file)));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new ConfigLoadResult(null, sources, [], [], $"{reading}: error: {Explain(fault)}");
        }

        ConfigReading result = ConfigReader.Read(sources);
        return result.IsUsable
            ? Check(result, WithServiceDirectories(result.Config), sources)
            : new ConfigLoadResult(null, sources, result.Findings, [], null);
    }

    private static ConfigLoadResult Check(ConfigReading reading, RackdConfig config, List<ConfigSource> sources)
    {
        ILookup<bool, ConfigError> boot = BootFindings.Of(reading, config)
            .ToLookup(finding => finding.IsAboutFiles, finding => finding.Error);
        bool isBroken = boot[false].Any(finding => finding.Severity == ConfigSeverity.Error);
        return new ConfigLoadResult(
            isBroken ? null : config, sources, [.. reading.Findings, .. boot[false]], [.. boot[true]], null);
    }

    private static string Explain(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException =>
            "there is no such file; rackd.toml.example shows what may stand in it",
        UnauthorizedAccessException => "it may not be read by this user",
        _ => fault.Message,
    };

    private static IEnumerable<string> FilesOf(string path)
    {
        yield return path;
        string dropIns = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, DropInDirectory);
        if (Directory.Exists(dropIns))
        {
            foreach (string file in Directory.EnumerateFiles(dropIns, "*.toml").Order(StringComparer.Ordinal))
            {
                yield return file;
            }
        }
    }

    /// <summary>Puts the directories that systemd made for the unit in the place of the built-in defaults.</summary>
    private static RackdConfig WithServiceDirectories(RackdConfig config)
    {
        RackdConfig defaults = new();
        string? state = FirstOf("STATE_DIRECTORY");
        string? runtime = FirstOf("RUNTIME_DIRECTORY");
        if (state is not null && config.General.StateDirectory == defaults.General.StateDirectory)
        {
            config = config with { General = config.General with { StateDirectory = state } };
        }

        return runtime is not null && config.Control.Socket == defaults.Control.Socket
            ? config with { Control = config.Control with { Socket = Path.Combine(runtime, "rackd.sock") } }
            : config;
    }

    private static string? FirstOf(string variable)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(value) ? null : value.Split(':')[0];
    }
}
