using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;
using Rackd.Services.Storage;

namespace Rackd.Hosting;

/// <summary>What is wrong with what machines are to boot, with its place in the configuration.</summary>
internal static class BootFindings
{
    /// <summary>Looks at the profiles, and at the files below the roots.</summary>
    public static IReadOnlyList<BootFinding> Of(ConfigReading reading, RackdConfig config)
    {
        BootRoots roots = new(config);
        return [.. BootCheck.Find(config, roots.Have).Select(problem => Place(problem, reading))];
    }

    private static BootFinding Place(BootProblem problem, ConfigReading reading)
    {
        bool isError = problem.Severity == BootProblemSeverity.Error;
        string code = (isError, problem.IsAboutFiles) switch
        {
            (true, true) => ConfigErrorCode.MissingBootFile,
            (true, false) => ConfigErrorCode.BadProfile,
            (false, _) => ConfigErrorCode.BootIncomplete,
        };
        ConfigError finding = new(
            isError ? ConfigSeverity.Error : ConfigSeverity.Warning,
            code,
            reading.PlaceOfProfile(problem.Profile, problem.Key),
            problem.Key is null ? string.Empty : $"boot.profile.{problem.Key}",
            problem.Message);
        return new BootFinding(finding, problem.IsAboutFiles);
    }
}

/// <summary>One such finding.</summary>
/// <param name="Error">What and where.</param>
/// <param name="IsAboutFiles">Whether it is in the boot files, which may yet come.</param>
internal sealed record BootFinding(ConfigError Error, bool IsAboutFiles);
