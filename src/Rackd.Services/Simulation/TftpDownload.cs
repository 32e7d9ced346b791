using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;
using Rackd.Wire.Addresses;
using Rackd.Wire.Tftp;

namespace Rackd.Services.Simulation;

/// <summary>Fetches a file over TFTP, from a machine's own address.</summary>
internal sealed class TftpDownload(Ipv4Address address, FirmwareTiming timing, TimeProvider time)
{
    private const int ServerPort = 69;
    private const int LargestPacket = 65536;

    /// <summary>Asks for the size, then fetches the file.</summary>
    /// <returns>What came.</returns>
    /// <exception cref="FirmwareException">The file did not come.</exception>
    public async Task<FileReception> FetchAsync(
        TftpHabit habit, BootSource.TftpFile source, CancellationToken cancellationToken)
    {
        long? size = (await TransferAsync(source, habit.Probe, habit.Abort, cancellationToken)).Size;
        FileReception file = await TransferAsync(source, habit.Download, null, cancellationToken);
        return size is { } told && told != file.Octets
            ? throw Fault(source, $"{file.Octets} octets came, where tsize had said {told}")
            : file;
    }

    private static FirmwareException Fault(BootSource.TftpFile source, string problem) =>
        new(BootStage.Loader, $"TFTP of {source.File} from {source.Server}: {problem}");

    private async Task<FileReception> TransferAsync(
        BootSource.TftpFile source, TftpOptions options, TftpError? abort, CancellationToken cancellationToken)
    {
        // A port of its own for each transfer, as the real ones (RFC 1350 §4).
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address.ToIPAddress(), 0));
        IPEndPoint server = new(source.Server.ToIPAddress(), ServerPort);
        FileReception reception = new(options);
        byte[] buffer = new byte[LargestPacket];
        byte[] request = Octets(TftpHabit.Request(source.File, options).WriteTo);
        await socket.SendToAsync(request, server, cancellationToken);
        IPEndPoint? peer = null;
        int silences = 0;
        while (true)
        {
            if (await ReceiveAsync(socket, buffer, timing.TftpWaits[silences], cancellationToken) is not { } received)
            {
                if (++silences == timing.TftpWaits.Count)
                {
                    throw Fault(source, peer is null ? "no answer came" : $"nothing came any more after {reception.Octets} octets");
                }

                byte[] again = reception.LastAcknowledged is { } block ? Acknowledge(block) : request;
                await socket.SendToAsync(again, peer ?? server, cancellationToken);
                continue;
            }

            IPEndPoint sender = (IPEndPoint)received.RemoteEndPoint;
            peer ??= sender.Address.Equals(server.Address) ? sender : null;
            if (!sender.Equals(peer))
            {
                continue;
            }

            silences = 0;
            switch (reception.Take(buffer.AsSpan(0, received.ReceivedBytes)))
            {
                case ReceptionStep.Fail fail:
                    throw Fault(source, fail.Problem);
                case ReceptionStep.Acknowledge when abort is { } error:
                    await socket.SendToAsync(Octets(error.WriteTo), peer!, cancellationToken);
                    return reception;
                case ReceptionStep.Acknowledge step:
                    await socket.SendToAsync(Acknowledge(step.Block), peer!, cancellationToken);
                    if (step.IsLast)
                    {
                        return reception;
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private async Task<SocketReceiveFromResult?> ReceiveAsync(
        Socket socket, byte[] buffer, TimeSpan wait, CancellationToken cancellationToken)
    {
        using CancellationTokenSource enough = new(wait, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            return await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
        {
            // Nobody listens there yet; firmware does not know ICMP and asks again.
            await Task.Delay(wait, time, cancellationToken);
            return null;
        }
    }

    private static byte[] Acknowledge(ushort block) => Octets(new TftpAcknowledgement(block).WriteTo);

    private static byte[] Octets(Action<IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> writer = new();
        write(writer);
        return writer.WrittenSpan.ToArray();
    }
}
