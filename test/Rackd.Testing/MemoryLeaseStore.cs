using Rackd.Domain.Dhcp4;
using Rackd.Services.Storage;
using Rackd.Wire.Addresses;

namespace Rackd.Testing;

/// <summary>Leases in memory, with a disk that can be slow or broken, and other servers that can be first.</summary>
public sealed class MemoryLeaseStore(params Lease[] stored) : ILeaseStore
{
    private readonly Lock _lock = new();
    private readonly List<IReadOnlyList<Lease>> _batches = [];
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource? _gate;

    /// <summary>When set, nothing can be recorded.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Addresses that another server gave away.</summary>
    public IReadOnlyCollection<Ipv4Address> TakenElsewhere { get; set; } = [];

    /// <summary>Ends when a batch has come in.</summary>
    public Task Reached => _reached.Task;

    /// <summary>The batches that came in, recorded or not.</summary>
    public IReadOnlyList<IReadOnlyList<Lease>> Batches
    {
        get
        {
            lock (_lock)
            {
                return [.. _batches];
            }
        }
    }

    /// <summary>Makes commits wait for <see cref="Open"/>.</summary>
    public void Shut() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets waiting commits go on.</summary>
    public void Open() => _gate?.TrySetResult();

    /// <inheritdoc/>
    public Task<IReadOnlyList<Lease>> LoadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Lease>>(stored);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CommitOutcome>> CommitAsync(
        IReadOnlyList<Lease> batch, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _batches.Add(batch);
        }

        _reached.TrySetResult();
        if (_gate is { } gate)
        {
            await gate.Task.WaitAsync(cancellationToken);
        }

        return IsBroken
            ? throw new IOException("No space left on device")
            : [.. batch.Select(lease => TakenElsewhere.Contains(lease.Address)
                ? CommitOutcome.RefusedByEarlierOwner
                : CommitOutcome.Accepted)];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
