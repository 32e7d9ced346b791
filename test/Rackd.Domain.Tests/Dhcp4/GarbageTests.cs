using Rackd.Domain.Dhcp4;
using Rackd.Testing;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Dhcp4;

/// <summary>What damaged packets may lead to.</summary>
public sealed class GarbageTests
{
    public static IEnumerable<Vector> All => Vectors.Of("Dhcp4");

    /// <summary>
    /// A packet whose operation, cookie, hardware type or length is wrong is no request, and gets no reply whatever else it
    /// holds. Any other packet is answered, if at all, to the very station, transaction and relay agent that it names, and
    /// changes no lease but that station's.
    /// </summary>
    [TestCaseSource(nameof(All))]
    public void No_mutation_throws_and_none_is_answered_as_what_it_is_not(Vector vector)
    {
        Rack rack = new();
        rack.Boot(Rack.Node7); // so that there is something to release and to decline
        int answered = 0;
        foreach (byte[] mutation in new SeededRandom(4).Mutations(vector.Octets, 1000))
        {
            rack.Now += TimeSpan.FromMilliseconds(100);
            Dhcp4Decision? decision = rack.Decide(mutation);
            if (decision is null)
            {
                continue;
            }

            rack.Responder.Accept(decision, rack.Now);
            if (decision is Dhcp4Decision.Reply || decision.Change is not null)
            {
                answered++;
                Assert.That(IsRequest(mutation), Is.True, () => Hex.Format(mutation));
                MacAddress sender = MacAddress.FromOctets(mutation.AsSpan(28, 6));
                Assert.That(decision.Change?.Mac ?? sender, Is.EqualTo(sender));
                CheckReply(decision, mutation, sender);
            }
        }

        TestContext.Out.WriteLine($"{answered} of 1000 answered");
    }

    private static bool IsRequest(byte[] octets) =>
        octets is [1, 1, 6, <= 16, ..] && octets.AsSpan(236, 4).SequenceEqual(Hex.Parse("63825363"));

    private static void CheckReply(Dhcp4Decision decision, byte[] request, MacAddress sender)
    {
        if (decision is not Dhcp4Decision.Reply)
        {
            return;
        }

        Dhcp4ServerMessage reply = Rack.Read(decision);
        Dhcp4Message.TryRead(request, out Dhcp4Message read);
        Dhcp4MessageType asked = read.MessageType;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reply.Mac, Is.EqualTo(sender));
            Assert.That(reply.TransactionId, Is.EqualTo(new Dhcp4ServerMessage([.. request.AsSpan(0, 240), 255]).TransactionId));
            Assert.That(reply.Type, Is.EqualTo(Dhcp4MessageType.Offer).Or.EqualTo(Dhcp4MessageType.Ack).Or.EqualTo(Dhcp4MessageType.Nak));
            Assert.That(asked, Is.EqualTo(Dhcp4MessageType.Discover).Or.EqualTo(Dhcp4MessageType.Request).Or.EqualTo(Dhcp4MessageType.Inform));
        }
    }
}
