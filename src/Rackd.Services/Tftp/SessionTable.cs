using System.Net;

namespace Rackd.Services.Tftp;

/// <summary>The transfers under way, by the client's address and port.</summary>
internal sealed class SessionTable
{
    private readonly Lock _lock = new();
    private readonly HashSet<TftpSession> _all = [];
    private readonly Dictionary<IPEndPoint, TftpSession> _byClient = [];
    private readonly Dictionary<IPAddress, int> _countByAddress = [];

    /// <summary>Transfers under way.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>The newest transfer to an address and port, null when there is none.</summary>
    public TftpSession? Find(IPEndPoint client)
    {
        lock (_lock)
        {
            return _byClient.GetValueOrDefault(client);
        }
    }

    /// <summary>Transfers to an address.</summary>
    public int CountOf(IPAddress address)
    {
        lock (_lock)
        {
            return _countByAddress.GetValueOrDefault(address);
        }
    }

    public void Add(TftpSession session)
    {
        lock (_lock)
        {
            _all.Add(session);
            _byClient[session.Client] = session;
            _countByAddress[session.Client.Address] = _countByAddress.GetValueOrDefault(session.Client.Address) + 1;
        }
    }

    public void Remove(TftpSession session)
    {
        lock (_lock)
        {
            if (!_all.Remove(session))
            {
                return;
            }

            if (ReferenceEquals(_byClient.GetValueOrDefault(session.Client), session))
            {
                _byClient.Remove(session.Client);
            }

            int left = _countByAddress[session.Client.Address] - 1;
            if (left == 0)
            {
                _countByAddress.Remove(session.Client.Address);
            }
            else
            {
                _countByAddress[session.Client.Address] = left;
            }
        }
    }

    /// <summary>The transfers at this moment.</summary>
    public IReadOnlyList<TftpSession> Snapshot()
    {
        lock (_lock)
        {
            return [.. _all];
        }
    }
}
