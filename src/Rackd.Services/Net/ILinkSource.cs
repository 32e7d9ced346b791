using Rackd.Domain.Addresses;

namespace Rackd.Services.Net;

/// <summary>The network interfaces of this host.</summary>
public interface ILinkSource
{
    /// <summary>Reads them as they are now.</summary>
    IReadOnlyList<LinkState> Read();

    /// <summary>Ends when they may have changed, at the latest after a few seconds.</summary>
    Task WaitForChangeAsync(CancellationToken cancellationToken);
}
