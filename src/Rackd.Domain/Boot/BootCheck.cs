using Rackd.Domain.Configuration;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Boot;

/// <summary>How bad a problem is.</summary>
public enum BootProblemSeverity
{
    /// <summary>Something will not do what it should.</summary>
    Warning = 0,

    /// <summary>A boot will fail.</summary>
    Error,
}

/// <summary>Something wrong with what machines are to boot.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Profile">The profile, null where none is to blame.</param>
/// <param name="Key">The key of the profile, null for the whole.</param>
/// <param name="Message">A sentence for the operator.</param>
/// <param name="IsAboutFiles">Whether it is in the boot files, which may change while the configuration does not.</param>
public sealed record BootProblem(
    BootProblemSeverity Severity, string? Profile, string? Key, string Message, bool IsAboutFiles = false);

/// <summary>Finds everything that is wrong with the boot part of a configuration before a machine does.</summary>
public static class BootCheck
{
    private static readonly (ClientArchitecture Architecture, string Family, string Source)[] _packaged =
    [
        (ClientArchitecture.Bios, "BIOS", "/usr/lib/ipxe/undionly.kpxe"),
        (ClientArchitecture.UefiX64, "UEFI x64", "/usr/lib/ipxe/snponly.efi"),
    ];

    /// <summary>All problems, in the order of the profiles.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="exists">Whether a file lies below the root, by its normalised name.</param>
    public static IReadOnlyList<BootProblem> Find(RackdConfig config, Func<string, bool> exists)
    {
        List<BootProblem> problems = [];
        foreach (BootProfileConfig profile in config.Boot.Profiles)
        {
            CheckTemplates(profile, problems);
            CheckFiles(profile, exists, problems);
            CheckCmdline(profile, problems);
            if (!IsUsed(config, profile.Name))
            {
                problems.Add(new BootProblem(
                    BootProblemSeverity.Warning, profile.Name, null, "no machine, rule or default names this profile"));
            }
        }

        CheckBuiltInLoaders(config.Boot, exists, problems);
        return problems;
    }

    private static void CheckTemplates(BootProfileConfig profile, List<BootProblem> problems)
    {
        CompiledProfile compiled = new(profile);
        if (compiled.Error is { } error)
        {
            problems.Add(Fault(profile, compiled.ErrorKey!, $"character {error.Position + 1}: {error.Message}"));
        }
    }

    private static void CheckFiles(BootProfileConfig profile, Func<string, bool> exists, List<BootProblem> problems)
    {
        foreach ((string key, string file) in Files(profile))
        {
            if (!BootFileName.TryNormalise(file, out string? name) || name.Length == 0)
            {
                problems.Add(Fault(profile, key, $"\"{BootFileName.ForDisplay(file)}\" is no name below the root"));
            }
            else if (!exists(name))
            {
                problems.Add(Fault(profile, key, $"there is no file \"{name}\" below the root") with { IsAboutFiles = true });
            }
        }

        string? lacking = profile.Kind switch
        {
            BootProfileKind.Kernel => profile.Kernel is null ? "kernel" : null,
            BootProfileKind.Chain => profile.Loaders.Count == 0 ? "loader" : null,
            BootProfileKind.Script => profile.Script is null ? "script" : null,
            BootProfileKind.Local => null,
        };
        if (lacking is not null)
        {
            problems.Add(Fault(profile, lacking, $"a profile of this kind needs \"{lacking}\""));
        }
    }

    private static IEnumerable<(string Key, string File)> Files(BootProfileConfig profile)
    {
        if (profile.Kernel is { } kernel)
        {
            yield return ("kernel", kernel);
        }

        foreach (string initrd in profile.Initrd)
        {
            yield return ("initrd", initrd);
        }

        foreach ((ClientArchitecture architecture, string loader) in profile.Loaders)
        {
            yield return ($"loader.{ArchitectureNames.Of(architecture)}", loader);
        }
    }

    // iPXE has no quoting: these words end or cut a command wherever they stand alone.
    private static void CheckCmdline(BootProfileConfig profile, List<BootProblem> problems)
    {
        string? word = BootText.OneLine(profile.Cmdline).Split(' ')
            .FirstOrDefault(part => part is "||" or "&&" or ";" || part.StartsWith('#'));
        if (word is not null)
        {
            problems.Add(Fault(profile, "cmdline", $"\"{word}\" ends a command in iPXE, and the kernel would not see what follows"));
        }
    }

    private static bool IsUsed(RackdConfig config, string profile) =>
        config.Boot.DefaultProfile == profile
        || config.Boot.Rules.Any(rule => rule.Profile == profile)
        || config.Machines.Any(machine => machine.Boot == profile);

    private static void CheckBuiltInLoaders(BootConfig boot, Func<string, bool> exists, List<BootProblem> problems)
    {
        foreach ((ClientArchitecture architecture, string family, string source) in _packaged)
        {
            string file = LoaderTable.BuiltIn(architecture)!;
            bool isNeeded = boot.Profiles.Any(profile =>
                profile.Kind is BootProfileKind.Kernel or BootProfileKind.Script
                && LoaderTable.Configured(profile, architecture) is null);
            if (isNeeded && !exists(file))
            {
                problems.Add(new BootProblem(
                    BootProblemSeverity.Warning,
                    null,
                    null,
                    $"{family} machines cannot boot: there is no file \"{file}\" below the root; "
                    + $"Debian's package ipxe has it as {source}",
                    IsAboutFiles: true));
            }
        }
    }

    private static BootProblem Fault(BootProfileConfig profile, string key, string message) =>
        new(BootProblemSeverity.Error, profile.Name, key, message);
}
