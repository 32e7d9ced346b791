using Rackd.Domain.Reporting;

namespace Rackd.Api;

/// <summary>What <c>rackd check --json</c> prints.</summary>
/// <param name="Schema">Version of this shape.</param>
/// <param name="Usable">Whether the configuration is right in every respect.</param>
/// <param name="Unreadable">Why a file could not be read, null when all could.</param>
/// <param name="Findings">Errors and warnings, with their places.</param>
/// <param name="Plan">What the configuration amounts to, in words; empty when it is not right.</param>
public sealed record CheckDocument(
    int Schema,
    bool Usable,
    string? Unreadable,
    IReadOnlyList<ConfigErrorRecord> Findings,
    IReadOnlyList<PlanSection> Plan);
