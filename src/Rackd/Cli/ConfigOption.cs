using System.CommandLine;
using Rackd.Hosting;

namespace Rackd.Cli;

/// <summary>The option that names the configuration's file.</summary>
internal static class ConfigOption
{
    public static Option<string> Create() => new("--config", "-c")
    {
        Description = "The configuration's file; *.toml in the directory conf.d beside it are read after it.",
        HelpName = "FILE",
        DefaultValueFactory = _ => ConfigLoader.DefaultPath,
    };
}
