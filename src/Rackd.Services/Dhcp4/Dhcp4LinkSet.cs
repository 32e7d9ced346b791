using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Addresses;
using Rackd.Domain.Events;
using Rackd.Domain.Snapshots;
using Rackd.Services.Ledger;
using Rackd.Services.Net;

namespace Rackd.Services.Dhcp4;

/// <summary>
/// Keeps the open sockets in step with the configuration and the host's interfaces: opens what comes, closes what goes,
/// and says so.
/// </summary>
internal sealed partial class Dhcp4LinkSet(
    ILinkSource source, IDhcp4Ports ports, IEventSink events, TimeProvider time, ILogger<Dhcp4LinkSet> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dhcp4Link> _links = [];
    private readonly Dictionary<string, string> _failures = [];
    private readonly Dictionary<string, string> _told = [];
    private Dhcp4Topology? _topology;

    /// <summary>Called for each link whose sockets were opened, before anything is read from them.</summary>
    public Action<Dhcp4Link>? Opened { get; set; }

    /// <summary>What serves now.</summary>
    public Dhcp4Topology? Topology => Volatile.Read(ref _topology);

    /// <summary>Interfaces whose sockets could not be opened, with the reason.</summary>
    public IReadOnlyCollection<string> Failures
    {
        get
        {
            lock (_gate)
            {
                return [.. _failures.Values];
            }
        }
    }

    /// <summary>Looks at the interfaces and does what is to be done.</summary>
    public Dhcp4Topology Reconcile(ConfigSnapshot snapshot)
    {
        lock (_gate)
        {
            LinkPlan plan = LinkPlan.Choose(snapshot.Subnets, source.Read());
            Dictionary<string, LinkState> wanted = plan.Links.ToDictionary(link => link.Link.Name, link => link.Link);
            CloseUnwanted(wanted);
            foreach (LinkState link in wanted.Values.Where(link => !_links.ContainsKey(link.Name)))
            {
                Open(link);
            }

            Dhcp4Topology topology = new(snapshot, plan, new Dictionary<string, Dhcp4Link>(_links));
            Volatile.Write(ref _topology, topology);
            Tell(plan);
            return topology;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            CloseUnwanted([]);
        }
    }

    private void CloseUnwanted(Dictionary<string, LinkState> wanted)
    {
        foreach (Dhcp4Link link in _links.Values.ToArray())
        {
            if (!wanted.TryGetValue(link.State.Name, out LinkState? state) || !state.Equals(link.State))
            {
                _links.Remove(link.State.Name);
                link.Dispose();
            }
        }

        foreach (string name in _failures.Keys.Except(wanted.Keys).ToArray())
        {
            _failures.Remove(name);
        }
    }

    private void Open(LinkState state)
    {
        try
        {
            Dhcp4Link link = new(state, ports);
            _links[state.Name] = link;
            _failures.Remove(state.Name);
            Opened?.Invoke(link);
        }
        catch (SocketException problem)
        {
            string reason = Explain(state, problem);
            if (_failures.GetValueOrDefault(state.Name) != reason)
            {
                _failures[state.Name] = reason;
                LogOpenFailed(reason);
            }
        }
    }

    private static string Explain(LinkState state, SocketException problem) => problem.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            $"cannot serve {state.Name}: UDP port 67 is taken by {PortHolder.Describe(67)}; stop it, or take its interface out",
        SocketError.AccessDenied =>
            $"cannot serve {state.Name}: not permitted; rackd needs CAP_NET_RAW and CAP_NET_BIND_SERVICE, or to run as root",
        _ => $"cannot serve {state.Name}: {problem.Message}",
    };

    private void Tell(LinkPlan plan)
    {
        foreach (SubnetPlacement placement in plan.Placements)
        {
            string name = placement.Subnet.Config.Name;
            bool serving = placement.Interface is { } link && _links.ContainsKey(link);
            string reason = serving || placement.Interface is null
                ? placement.Reason
                : _failures.GetValueOrDefault(placement.Interface, placement.Reason);
            if (_told.GetValueOrDefault(name) == reason)
            {
                continue;
            }

            _told[name] = reason;
            LogPlacement(name, reason);
            events.Publish(new LinkChanged
            {
                At = time.GetUtcNow(),
                Interface = placement.Interface ?? placement.Subnet.Config.Interface ?? string.Empty,
                Serving = serving,
                Reason = $"subnet {name} {reason}",
            });
        }
    }

    [LoggerMessage(EventId = 120, Level = LogLevel.Information, Message = "dhcp4 subnet {Subnet} {Reason}")]
    private partial void LogPlacement(string subnet, string reason);

    [LoggerMessage(EventId = 121, Level = LogLevel.Error, Message = "dhcp4 {Reason}")]
    private partial void LogOpenFailed(string reason);
}
