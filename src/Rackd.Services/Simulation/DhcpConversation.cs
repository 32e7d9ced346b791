using System.Security.Cryptography;
using System.Threading.Channels;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;
using Rackd.Wire.Dhcp4;

namespace Rackd.Services.Simulation;

/// <summary>DISCOVER, OFFER, REQUEST, ACK of one program on one machine (RFC 2131 §3.1).</summary>
internal sealed class DhcpConversation(
    SimulatedMachine machine, SimulatedLink link, FirmwareTiming timing, BootReport report, TimeProvider time)
{
    /// <summary>Gets an address.</summary>
    /// <exception cref="FirmwareException">No answer came, or a refusal.</exception>
    public async Task<DhcpAnswer> RunAsync(BootProgram program, CancellationToken cancellationToken)
    {
        ChannelReader<byte[]> answers = link.Connect(machine.Mac);
        uint transaction = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        (BootStage offered, BootStage taken) = program switch
        {
            BootProgram.Firmware => (BootStage.Offer, BootStage.Ack),
            BootProgram.Ipxe => (BootStage.IpxeDhcp, BootStage.IpxeDhcp),
            BootProgram.OperatingSystem => (BootStage.OsDhcp, BootStage.OsDhcp),
        };
        await Task.Delay(timing.StartUp, time, cancellationToken);
        bool isFirmware = program == BootProgram.Firmware;
        long began = report.Now;
        if (isFirmware)
        {
            report.Add(BootStage.Discover, $"{machine.Mac}");
        }

        DhcpAnswer offer = await AskAsync(
            () => ClientRequests.Discover(machine, program, transaction, report.Seconds),
            Dhcp4MessageType.Offer, offered, answers, transaction, cancellationToken);
        if (isFirmware)
        {
            report.Add(BootStage.Offer, began, $"{offer.Address} from {offer.Server}");
        }

        bool waits = timing.OfferWait > TimeSpan.Zero && !(program == BootProgram.Ipxe && offer.EndsProxyWait);
        await Task.Delay(waits ? timing.OfferWait : TimeSpan.Zero, time, cancellationToken);
        long asked = report.Now;
        if (isFirmware)
        {
            report.Add(BootStage.Request, $"{offer.Address}");
        }

        DhcpAnswer answer = await AskAsync(
            () => ClientRequests.Select(machine, program, transaction, report.Seconds, offer),
            Dhcp4MessageType.Ack, taken, answers, transaction, cancellationToken);
        string file = answer.BootFile.Split('?')[0]; // what follows names the machine, which the record does already
        string detail = file.Length > 0 ? $"{answer.Address}, {file}" : $"{answer.Address}";
        report.Add(taken, isFirmware ? asked : began, detail);
        return answer;
    }

    private async Task<DhcpAnswer> AskAsync(
        Func<Dhcp4Request> request,
        Dhcp4MessageType wanted,
        BootStage stage,
        ChannelReader<byte[]> answers,
        uint transaction,
        CancellationToken cancellationToken)
    {
        TimeSpan waited = TimeSpan.Zero;
        string sent = wanted == Dhcp4MessageType.Offer ? "DISCOVER" : "REQUEST";
        foreach (TimeSpan wait in timing.DhcpWaits)
        {
            link.Send(machine.Mac, request());
            DhcpAnswer? answer = await ReceiveAsync(wanted, answers, transaction, wait, cancellationToken);
            if (answer is { Type: Dhcp4MessageType.Nak })
            {
                throw new FirmwareException(stage, $"{answer.Server} refused the address (NAK): {answer.Message}");
            }

            if (answer is not null)
            {
                return answer;
            }

            waited += wait;
        }

        throw new FirmwareException(
            stage, $"no {wanted.ToString().ToUpperInvariant()} came for {timing.DhcpWaits.Count} {sent}s in {waited.TotalSeconds:0} s");
    }

    private async Task<DhcpAnswer?> ReceiveAsync(
        Dhcp4MessageType wanted,
        ChannelReader<byte[]> answers,
        uint transaction,
        TimeSpan wait,
        CancellationToken cancellationToken)
    {
        using CancellationTokenSource enough = new(wait, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            while (true)
            {
                byte[] datagram = await answers.ReadAsync(either.Token);
                DhcpAnswer? answer = DhcpAnswer.TryRead(datagram, machine.Mac, transaction);
                if (answer is not null && (answer.Type == wanted || answer.Type == Dhcp4MessageType.Nak))
                {
                    return answer;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
