using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Configuration;
using Rackd.Domain.Snapshots;
using Rackd.Domain.Tftp;
using Rackd.Services.Storage;
using Rackd.Services.Supervision;
using Rackd.Wire.Binary;
using Rackd.Wire.Tftp;

namespace Rackd.Services.Tftp;

/// <summary>Takes read requests on the well-known port, and starts a session for each that is admitted.</summary>
public sealed partial class TftpService(
    ConfigStore config, IBootContent content, TransferReporter reporter, TimeProvider time, ILogger<TftpService> logger)
    : IRackdService
{
    private const int MaxDatagramSize = 65535;

    // RFC 1350's duplicates: a request that comes again this soon is the same one, whatever has happened meanwhile.
    private static readonly TimeSpan _sameRequest = TimeSpan.FromSeconds(2);

    private readonly long _startedAt = time.GetTimestamp();
    private readonly SessionTable _sessions = new();
    private readonly RequestRate _rate = new();
    private readonly TaskCompletionSource _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Socket? _listener;
    private ArrivalLinks? _links;
    private int _port;
    private long _served;
    private int _warnedOfSockets;

    /// <inheritdoc/>
    public string Name => "tftp";

    /// <summary>Where requests are taken, once bound.</summary>
    public IPEndPoint? LocalEndPoint => _listener?.LocalEndPoint as IPEndPoint;

    /// <summary>Transfers under way.</summary>
    public int ActiveTransfers => _sessions.Count;

    /// <inheritdoc/>
    public Task BindAsync(CancellationToken cancellationToken)
    {
        ListenerSocket bound = ListenerSocket.Bind(config.Current.Config.Tftp.Listen);
        _listener = bound.Socket;
        _links = new ArrivalLinks(bound.Socket, time);
        _port = bound.LocalEndPoint.Port;
        if (bound.LacksIpv6)
        {
            LogIpv4Only(bound.LocalEndPoint);
        }

        if (bound.ReceiveBufferSize < ListenerSocket.WantedReceiveBufferSize)
        {
            LogSmallBuffer(bound.ReceiveBufferSize, ListenerSocket.WantedReceiveBufferSize);
        }

        LogListening(bound.LocalEndPoint);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task receiving = ReceiveAsync(stop.Token);
        try
        {
            await await Task.WhenAny(receiving, _fault.Task);
        }
        finally
        {
            await stop.CancelAsync();
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await StopSessionsAsync();
        }
    }

    /// <inheritdoc/>
    public ServiceReport Report() => new($"{_sessions.Count} transfers, {Interlocked.Read(ref _served)} requests served");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ReceiveAsync(CancellationToken stoppingToken)
    {
        Socket listener = _listener ?? throw new InvalidOperationException("The service is not bound.");
        byte[] buffer = new byte[MaxDatagramSize];
        IPEndPoint any = new(
            listener.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                SocketReceiveMessageFromResult received =
                    await listener.ReceiveMessageFromAsync(buffer, SocketFlags.None, any, stoppingToken);
                Take(buffer.AsSpan(0, received.ReceivedBytes), received);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void Take(ReadOnlySpan<byte> packet, SocketReceiveMessageFromResult received)
    {
        IPEndPoint client = Unmap((IPEndPoint)received.RemoteEndPoint);
        IPAddress server = Unmap(received.PacketInformation, client);
        WireError error = TftpRequest.TryRead(packet, out TftpRequest? request);
        if (error != WireError.None)
        {
            reporter.Metrics.Malformed(error);
            LogMalformed(client, packet.Length, error);
            return;
        }

        ArrivalLinks links = _links!;
        if (RequestAdmission.CheckAddresses(client, new IPEndPoint(server, _port), links.IsUnicast(server)) is { } drop)
        {
            Drop(client, drop);
        }
        else if (!JoinsTransfer(client, request!))
        {
            int? mtu = links.FindMtu(received.PacketInformation.Interface);
            Admit(new ArrivedRequest(request!, client, server, mtu));
        }
    }

    /// <summary>Whether the request belongs to a transfer under way; one that it replaces is ended.</summary>
    private bool JoinsTransfer(IPEndPoint client, TftpRequest request)
    {
        if (_sessions.Find(client) is not { } session)
        {
            return false;
        }

        bool isSame = string.Equals(session.FileName, request.FileName, StringComparison.Ordinal)
            && (session.Age < _sameRequest || !session.HasStarted);
        if (isSame)
        {
            reporter.Metrics.Repeated();
            session.RepeatRequest();
        }
        else
        {
            session.Supersede();
        }

        return isSame;
    }

    private void Admit(ArrivedRequest arrived)
    {
        TftpConfig current = config.Current.Config.Tftp;
        IPAddress address = arrived.Client.Address;
        RequestDrop? drop = RequestAdmission.CheckLoad(_sessions.Count, _sessions.CountOf(address), current.MaxTransfers)
            ?? (_rate.TryTake(address, time.GetElapsedTime(_startedAt)) ? null : RequestDrop.RequestRate);
        if (drop is { } reason)
        {
            Drop(arrived.Client, reason);
            return;
        }

        TftpSession session = new(arrived, current, content, reporter, time);
        _sessions.Add(session);
        reporter.Metrics.Requested();
        session.Completion = Task.Run(() => ServeAsync(session));
    }

    private async Task ServeAsync(TftpSession session)
    {
        try
        {
            await session.RunAsync();
            Interlocked.Increment(ref _served);
        }
        catch (SocketException error)
        {
            Drop(session.Client, RequestDrop.NoSocket);
            WarnOfSocket(session.Client, error);
        }
        catch (Exception error)
        {
            // Nothing else is expected to fail. The supervisor learns of it and starts the service anew.
            _fault.TrySetException(error);
            throw;
        }
        finally
        {
            _sessions.Remove(session);
            reporter.Metrics.Ended();
        }
    }

    private void Drop(IPEndPoint client, RequestDrop reason)
    {
        reporter.Metrics.Dropped(reason);
        LogDropped(client, reason);
    }

    private void WarnOfSocket(IPEndPoint client, SocketException error)
    {
        if (Interlocked.Exchange(ref _warnedOfSockets, 1) == 0)
        {
            LogNoSocket(client, error.Message);
        }
    }

    private async Task StopSessionsAsync()
    {
        IReadOnlyList<TftpSession> sessions = _sessions.Snapshot();
        foreach (TftpSession session in sessions)
        {
            session.Stop();
        }

        await Task.WhenAll(sessions.Select(session => session.Completion)).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing);
    }

    private static IPEndPoint Unmap(IPEndPoint endPoint) => endPoint.Address.IsIPv4MappedToIPv6
        ? new IPEndPoint(endPoint.Address.MapToIPv4(), endPoint.Port)
        : endPoint;

    private static IPAddress Unmap(IPPacketInformation information, IPEndPoint client)
    {
        IPAddress address = information.Address;
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        // A link-local address means nothing without its link.
        return address.IsIPv6LinkLocal && client.Address.IsIPv6LinkLocal
            ? new IPAddress(address.GetAddressBytes(), information.Interface)
            : address;
    }
}
