using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Simulation;

/// <summary>
/// Addresses on an interface, set with the program <c>ip</c>. Meant for an interface in a network namespace of the
/// simulation's own.
/// </summary>
/// <param name="interfaceName">The interface.</param>
public sealed class InterfaceAddresses(string interfaceName) : IStationAddresses, IDisposable
{
    private readonly ConcurrentDictionary<Ipv4Network, Task> _routes = [];

    // More at once would only wait for the kernel's lock on the interface.
    private readonly SemaphoreSlim _turn = new(2);

    /// <inheritdoc/>
    public async Task AddAsync(Ipv4Address address, Ipv4Network network, CancellationToken cancellationToken)
    {
        // Each address for itself, without a network of its own: removing one then never takes others along.
        await IpAsync(["address", "replace", $"{address}/32", "dev", interfaceName], cancellationToken);
        await _routes.GetOrAdd(
            network, added => IpAsync(["route", "replace", $"{added}", "dev", interfaceName], cancellationToken));
    }

    /// <inheritdoc/>
    public Task RemoveAsync(Ipv4Address address, CancellationToken cancellationToken) =>
        IpAsync(["address", "delete", $"{address}/32", "dev", interfaceName], cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task IpAsync(string[] arguments, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            using Process ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
            string said = await ip.StandardError.ReadToEndAsync(cancellationToken);
            await ip.WaitForExitAsync(cancellationToken);
            if (ip.ExitCode != 0)
            {
                throw new FirmwareException($"ip {string.Join(' ', arguments)} failed: {said.Trim()}");
            }
        }
        catch (Win32Exception fault)
        {
            throw new FirmwareException("the program ip (Debian package iproute2) cannot be run", fault);
        }
        finally
        {
            _turn.Release();
        }
    }
}
