using Rackd.Domain.Configuration;

namespace Rackd.Hosting;

/// <summary>What reading the configuration gave: a configuration, or errors.</summary>
/// <param name="Config">The configuration, null when there are errors.</param>
/// <param name="Errors">All errors, each as it stands in a terminal.</param>
public sealed record ConfigLoadResult(RackdConfig? Config, IReadOnlyList<string> Errors);

/// <summary>Reads the configuration from disk.</summary>
public static class ConfigLoader
{
    /// <summary>Where the configuration lies unless the command line says otherwise.</summary>
    public const string DefaultPath = "/etc/rackd/rackd.toml";

    /// <summary>Reads and checks; never throws for what is in the file, or for a file that cannot be read.</summary>
    public static ConfigLoadResult Load(string path)
    {
        try
        {
            File.ReadAllText(path);
            return new ConfigLoadResult(WithServiceDirectories(new RackdConfig()), []);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new ConfigLoadResult(null, [$"{path}: error: {fault.Message}"]);
        }
    }

    /// <summary>Puts the directories that systemd made for the unit in the place of the built-in defaults.</summary>
    private static RackdConfig WithServiceDirectories(RackdConfig defaults)
    {
        string? state = FirstOf("STATE_DIRECTORY");
        string? runtime = FirstOf("RUNTIME_DIRECTORY");
        return defaults with
        {
            General = state is null ? defaults.General : defaults.General with { StateDirectory = state },
            Control = runtime is null
                ? defaults.Control
                : defaults.Control with { Socket = Path.Combine(runtime, "rackd.sock") },
        };
    }

    private static string? FirstOf(string variable)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(value) ? null : value.Split(':')[0];
    }
}
