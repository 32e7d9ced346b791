using System.Collections.Frozen;
using Rackd.Domain.Configuration;

namespace Rackd.Domain.Boot;

/// <summary>A profile with its templates compiled.</summary>
public sealed class CompiledProfile
{
    private readonly BootTemplate? _cmdline;
    private readonly BootTemplate? _script;

    /// <summary>Compiles a profile.</summary>
    public CompiledProfile(BootProfileConfig config)
    {
        Config = config;
        if (!BootTemplate.TryCompile(config.Cmdline, out _cmdline, out TemplateError? error))
        {
            (Error, ErrorKey) = (error, "cmdline");
        }

        if (!BootTemplate.TryCompile(config.Script ?? string.Empty, out _script, out error))
        {
            (Error, ErrorKey) = (error, "script");
        }
    }

    /// <summary>The profile.</summary>
    public BootProfileConfig Config { get; }

    /// <summary>Why a template did not compile; null when all did.</summary>
    public TemplateError? Error { get; }

    /// <summary>The key of the template that did not compile.</summary>
    public string? ErrorKey { get; }

    /// <summary>
    /// The kernel's command line on one line. <c>BOOTIF</c>, by which installers and initramfs find the interface that
    /// booted, is added unless the profile sets it or the address is not known.
    /// </summary>
    public string Cmdline(BootSubject subject)
    {
        string line = BootText.OneLine(_cmdline?.Render(subject, Config.Name) ?? string.Empty);
        return subject.Mac is { } mac && !line.Contains("BOOTIF=", StringComparison.Ordinal)
            ? $"{line} BOOTIF=01-{mac.ToHyphenString()}".TrimStart()
            : line;
    }

    /// <summary>The operator's script.</summary>
    public string Script(BootSubject subject) => _script?.Render(subject, Config.Name) ?? string.Empty;
}

/// <summary>The profiles of one configuration, compiled, and what each file that they name is for.</summary>
public sealed class BootCatalog
{
    private readonly FrozenDictionary<string, CompiledProfile> _profiles;
    private readonly FrozenDictionary<string, BootFileRole> _roles;

    /// <summary>Compiles all profiles.</summary>
    public BootCatalog(BootConfig config)
    {
        Dictionary<string, CompiledProfile> profiles = [];
        Dictionary<string, BootFileRole> roles = [];
        foreach (BootProfileConfig profile in config.Profiles)
        {
            profiles[profile.Name] = new CompiledProfile(profile);
            AddRole(roles, profile.Kernel, BootFileRole.Kernel);
            foreach (string initrd in profile.Initrd)
            {
                AddRole(roles, initrd, BootFileRole.Initrd);
            }

            foreach (string loader in profile.Loaders.Values)
            {
                AddRole(roles, loader, BootFileRole.Loader);
            }
        }

        _profiles = profiles.ToFrozenDictionary(StringComparer.Ordinal);
        _roles = roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>All profiles.</summary>
    public IEnumerable<CompiledProfile> Profiles => _profiles.Values;

    /// <summary>The profile with that name, null for none.</summary>
    public CompiledProfile? Find(string name) => _profiles.GetValueOrDefault(name);

    /// <summary>What a file is for: by the profiles that name it, else by its extension.</summary>
    /// <param name="name">A name in the form of <see cref="BootFileName.TryNormalise"/>.</param>
    public BootFileRole RoleOf(string name) =>
        _roles.TryGetValue(name, out BootFileRole role)
            ? role
            : Path.GetExtension(name) switch
            {
                ".efi" or ".kpxe" or ".kkpxe" or ".pxe" or ".0" => BootFileRole.Loader,
                ".ipxe" => BootFileRole.Script,
                _ => BootFileRole.Other,
            };

    private static void AddRole(Dictionary<string, BootFileRole> roles, string? file, BootFileRole role)
    {
        if (file is not null && BootFileName.TryNormalise(file, out string? name))
        {
            roles.TryAdd(name, role);
        }
    }
}
