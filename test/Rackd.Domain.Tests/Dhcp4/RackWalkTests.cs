namespace Rackd.Domain.Tests.Dhcp4;

public sealed class RackWalkTests
{
    [Test]
    [CancelAfter(30_000)]
    public void No_address_has_two_owners_and_no_acknowledged_lease_is_lost([Range(1, 8)] int seed, CancellationToken cancellationToken)
    {
        RackWalk walk = new(seed, clients: 300);
        for (int part = 0; part < 8; part++)
        {
            walk.Run(1000);
            cancellationToken.ThrowIfCancellationRequested();
        }

        // Else the walk went nowhere and proves nothing.
        using (Assert.EnterMultipleScope())
        {
            Assert.That(walk.Acknowledged, Is.GreaterThan(500));
            Assert.That(walk.Refused, Is.GreaterThan(50));
            Assert.That(walk.Restarts, Is.GreaterThan(10));
        }
    }
}
