using System.Net.NetworkInformation;
using System.Net.Sockets;
using Rackd.Domain.Addresses;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Net;

/// <summary>
/// Follows the host's interfaces: by the kernel's own notice where it comes, and by looking again every second,
/// since a carrier that comes late must not leave a rack without addresses.
/// </summary>
public sealed class LinkWatcher : ILinkSource, IDisposable
{
    private static readonly TimeSpan _lookAgain = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Begins to listen.</summary>
    public LinkWatcher(TimeProvider time)
    {
        _time = time;
        NetworkChange.NetworkAddressChanged += OnChanged;
    }

    /// <inheritdoc/>
    public IReadOnlyList<LinkState> Read()
    {
        List<LinkState> links = [];
        foreach (NetworkInterface candidate in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (candidate.NetworkInterfaceType != NetworkInterfaceType.Loopback && TryRead(candidate) is { } link)
            {
                links.Add(link);
            }
        }

        return links;
    }

    /// <inheritdoc/>
    public async Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        Task changed = Volatile.Read(ref _changed).Task;
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(changed, Task.Delay(_lookAgain, _time, enough.Token));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => NetworkChange.NetworkAddressChanged -= OnChanged;

    private static LinkState? TryRead(NetworkInterface candidate)
    {
        try
        {
            IPInterfaceProperties properties = candidate.GetIPProperties();
            byte[] hardware = candidate.GetPhysicalAddress().GetAddressBytes();
            return new LinkState(
                properties.GetIPv4Properties().Index,
                candidate.Name,
                hardware.Length == MacAddress.Size ? MacAddress.FromOctets(hardware) : default,
                properties.GetIPv4Properties().Mtu,
                IsUp: candidate.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown,
                [.. AddressesOf(properties)]);
        }
        catch (NetworkInformationException)
        {
            // It went away between the listing and the look.
            return null;
        }
    }

    private static IEnumerable<Ipv4Address> AddressesOf(IPInterfaceProperties properties)
    {
        foreach (UnicastIPAddressInformation unicast in properties.UnicastAddresses)
        {
            if (unicast.Address.AddressFamily == AddressFamily.InterNetwork
                && Ipv4Address.TryFrom(unicast.Address, out Ipv4Address address))
            {
                yield return address;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void OnChanged(object? sender, EventArgs e) =>
        Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();
}
