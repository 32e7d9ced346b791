using Rackd.Domain.Configuration;

namespace Rackd.Services.Storage;

/// <summary>The directories that boot files are served from: one, unless HTTP has its own.</summary>
public sealed class BootRoots
{
    private readonly List<BootFiles> _roots = [];

    /// <summary>Takes the roots of the services that the configuration switches on.</summary>
    public BootRoots(RackdConfig config)
    {
        if (config.Tftp.Enabled)
        {
            _roots.Add(new BootFiles(config.Tftp.Root));
        }

        if (config.Http.Enabled && (config.Http.Root is not null || !config.Tftp.Enabled))
        {
            _roots.Add(new BootFiles(config.Http.Root ?? config.Tftp.Root));
        }
    }

    /// <summary>Whether every root has a file that could be served under this normalised name.</summary>
    public bool Have(string name) => _roots.TrueForAll(root => IsServable(root, name));

    private static bool IsServable(BootFiles root, string name)
    {
        BootFileRefusal? refusal = root.Open(name, out OpenedFile? file, out _);
        file?.Handle.Dispose();
        return refusal is null;
    }
}
