using System.Threading.Channels;
using Rackd.Domain.Addresses;
using Rackd.Services.Net;

namespace Rackd.Testing;

/// <summary>Interfaces as a test sets them.</summary>
public sealed class MemoryLinkSource(params LinkState[] links) : ILinkSource
{
    private readonly Channel<bool> _changes = Channel.CreateUnbounded<bool>();
    private LinkState[] _links = links;

    /// <summary>Replaces the interfaces and says so.</summary>
    public void Change(params LinkState[] links)
    {
        Volatile.Write(ref _links, links);
        _changes.Writer.TryWrite(true);
    }

    /// <inheritdoc/>
    public IReadOnlyList<LinkState> Read() => Volatile.Read(ref _links);

    /// <inheritdoc/>
    public async Task WaitForChangeAsync(CancellationToken cancellationToken) =>
        await _changes.Reader.ReadAsync(cancellationToken);
}
