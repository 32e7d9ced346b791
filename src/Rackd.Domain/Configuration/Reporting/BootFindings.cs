using Rackd.Domain.Boot;
using Rackd.Domain.Configuration.Reading;

namespace Rackd.Domain.Configuration.Reporting;

/// <summary>Gives problems with boot files and templates the place in the configuration that names them.</summary>
public static class BootFindings
{
    /// <summary>Turns the problems into findings like those of the reader.</summary>
    /// <param name="reading">The configuration that was checked.</param>
    /// <param name="problems">What <see cref="BootCheck"/> found in it.</param>
    public static IReadOnlyList<ConfigError> From(ConfigReading reading, IReadOnlyList<BootProblem> problems) =>
        [.. problems.Select(problem => From(reading, problem))];

    private static ConfigError From(ConfigReading reading, BootProblem problem)
    {
        string key = problem switch
        {
            { Profile: null } => "boot",
            { Key: null } => "boot.profile",
            _ => $"boot.profile.{problem.Key}",
        };
        string subject = problem.Profile is null ? string.Empty : $"profile {problem.Profile}: ";
        ConfigPlace place = reading.PlaceOfProfile(problem.Profile, problem.Key);
        return problem.Severity switch
        {
            BootProblemSeverity.Error =>
                new ConfigError(
                    ConfigSeverity.Error, ConfigErrorCode.BadBootProfile, place, key, subject + problem.Message),
            BootProblemSeverity.Warning =>
                new ConfigError(
                    ConfigSeverity.Warning, ConfigErrorCode.DoubtfulBootProfile, place, key, subject + problem.Message),
        };
    }
}
