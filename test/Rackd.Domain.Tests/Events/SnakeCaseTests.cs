using Rackd.Domain.Dhcp4;
using Rackd.Domain.Events;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Events;

public sealed class SnakeCaseTests
{
    [TestCase(Dhcp4Reason.PoolExhausted, "pool_exhausted")]
    [TestCase(Dhcp4Reason.Bootp, "bootp")]
    [TestCase(Dhcp4Reason.NotARequest, "not_a_request")]
    [TestCase((Dhcp4Reason)999, "999")]
    public void Members_are_written_in_small_letters_with_underscores(Dhcp4Reason reason, string text) =>
        Assert.That(SnakeCase.Of(reason), Is.EqualTo(text));

    [Test]
    public void No_two_reasons_share_a_name() => Assert.That(
        Enum.GetValues<Dhcp4Reason>().Select(SnakeCase.Of), Is.Unique.And.All.Match("^[a-z][a-z0-9_]*$"));

    [Test]
    public void An_unknown_message_type_stays_a_number() =>
        Assert.That(SnakeCase.Of((Dhcp4MessageType)99), Is.EqualTo("99"));
}
