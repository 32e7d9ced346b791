using Rackd.Domain.Dhcp4;

namespace Rackd.Services.Storage;

/// <summary>What a store says of a lease that it was to record.</summary>
public enum CommitOutcome
{
    /// <summary>Recorded, and safe against a crash.</summary>
    Accepted = 0,

    /// <summary>Somebody else recorded the address earlier, for another client.</summary>
    RefusedByEarlierOwner,
}

/// <summary>
/// Where leases are kept. rackd need not be the only one that gives addresses out of a store, so a store may refuse.
/// </summary>
public interface ILeaseStore : IAsyncDisposable
{
    /// <summary>Every lease that is recorded, the last of each address.</summary>
    Task<IReadOnlyList<Lease>> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Records leases; when it returns they survive a crash. One answer for each, in order.</summary>
    /// <exception cref="IOException">Nothing was recorded for sure, so nothing may be acknowledged.</exception>
    Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Lease> batch, CancellationToken cancellationToken);
}
