using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;
using Rackd.Domain.Reporting;

namespace Rackd.Hosting;

/// <summary>What reading the configuration gave.</summary>
/// <param name="Config">The configuration, null when there are errors that keep it from being used.</param>
/// <param name="Sources">The files that were read.</param>
/// <param name="Findings">Errors and warnings in the files.</param>
/// <param name="FileFindings">
/// Boot files that are missing. For <c>rackd check</c> they are errors; the daemon serves all the same, and says so.
/// </param>
/// <param name="Unreadable">Why a file could not be read, null when all could.</param>
public sealed record ConfigLoadResult(
    RackdConfig? Config,
    IReadOnlyList<ConfigSource> Sources,
    IReadOnlyList<ConfigError> Findings,
    IReadOnlyList<ConfigError> FileFindings,
    string? Unreadable)
{
    /// <summary>Everything that was found, as <c>rackd check</c> shows it.</summary>
    public IReadOnlyList<ConfigError> AllFindings => [.. Findings, .. FileFindings];

    /// <summary>What keeps the daemon from using the configuration, each in one line.</summary>
    public IReadOnlyList<string> Errors => Unreadable is not null
        ? [Unreadable]
        : [.. Findings.Where(IsError).Select(finding => finding.ToString())];

    /// <summary>The same as text for a terminal, with the lines at fault.</summary>
    public string ErrorText => Unreadable is not null
        ? Unreadable + "\n"
        : ConfigErrorText.Write([.. Findings.Where(IsError)], Sources);

    /// <summary>What the daemon tells and lives with.</summary>
    public IEnumerable<ConfigError> Warnings => Findings.Where(finding => !IsError(finding)).Concat(FileFindings);

    private static bool IsError(ConfigError finding) => finding.Severity == ConfigSeverity.Error;
}
