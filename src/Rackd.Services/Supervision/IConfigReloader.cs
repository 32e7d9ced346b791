namespace Rackd.Services.Supervision;

/// <summary>Reads the configuration anew.</summary>
public interface IConfigReloader
{
    /// <summary>Reads, checks and swaps; on any error everything stays as it was. Never throws for a bad file.</summary>
    Task<ReloadResult> ReloadAsync(CancellationToken cancellationToken);
}

/// <summary>How a reload went.</summary>
/// <param name="Accepted">Whether the new file serves now.</param>
/// <param name="Generation">The generation that serves now.</param>
/// <param name="Summary">What changed, or why not, in one line.</param>
/// <param name="Errors">All errors, each as it would stand in a terminal; empty when accepted.</param>
public sealed record ReloadResult(bool Accepted, int Generation, string Summary, IReadOnlyList<string> Errors);
