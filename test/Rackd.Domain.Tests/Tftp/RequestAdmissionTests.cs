using System.Net;
using Rackd.Domain.Tftp;

namespace Rackd.Domain.Tests.Tftp;

public sealed class RequestAdmissionTests
{
    [TestCase("10.0.0.5", 2070, true, null, TestName = "a request to one host is looked at")]
    [TestCase("10.0.0.5", 0, true, RequestDrop.NoSourcePort, TestName = "Row 40: nothing goes to port 0")]
    [TestCase("10.0.0.1", 69, true, RequestDrop.OwnPort, TestName = "Row 40: nothing goes to the own port")]
    [TestCase("10.0.0.5", 69, true, null, TestName = "another host may ask from port 69")]
    [TestCase("10.0.0.5", 2070, false, RequestDrop.NotUnicast, TestName = "Row 39: broadcasts are not answered")]
    [TestCase("224.0.0.1", 2070, true, RequestDrop.NotUnicast, TestName = "Row 39: no answer goes to a group")]
    public void Addresses(string client, int port, bool isUnicast, RequestDrop? expected) => Assert.That(
        RequestAdmission.CheckAddresses(
            new IPEndPoint(IPAddress.Parse(client), port), new IPEndPoint(IPAddress.Parse("10.0.0.1"), 69), isUnicast),
        Is.EqualTo(expected));

    [TestCase("224.0.0.1", true)]
    [TestCase("239.255.255.255", true)]
    [TestCase("255.255.255.255", true)]
    [TestCase("10.0.0.255", false)]
    [TestCase("240.0.0.1", false)]
    [TestCase("ff02::1", true)]
    [TestCase("fe80::1", false)]
    public void Groups_are_recognised(string address, bool isMulticast) =>
        Assert.That(RequestAdmission.IsMulticast(IPAddress.Parse(address)), Is.EqualTo(isMulticast));

    [TestCase(4095, 15, null)]
    [TestCase(4096, 0, RequestDrop.TransferLimit)]
    [TestCase(17, 16, RequestDrop.ClientLimit)]
    public void Row_36_load_is_limited(int active, int ofClient, RequestDrop? expected) =>
        Assert.That(RequestAdmission.CheckLoad(active, ofClient, 4096), Is.EqualTo(expected));

    [Test]
    public void Row_36_an_address_may_ask_400_times_at_once_and_200_times_a_second()
    {
        RequestRate rate = new();
        IPAddress client = IPAddress.Parse("10.0.0.5");
        int atOnce = Enumerable.Range(0, 1000).Count(_ => rate.TryTake(client, TimeSpan.Zero));
        int laterOn = Enumerable.Range(0, 1000).Count(_ => rate.TryTake(client, TimeSpan.FromSeconds(1)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((atOnce, laterOn), Is.EqualTo((400, 200)));
            Assert.That(rate.TryTake(IPAddress.Parse("10.0.0.6"), TimeSpan.Zero), Is.True);
        }
    }

    [Test]
    public void The_memory_of_addresses_is_bounded()
    {
        RequestRate rate = new();
        for (uint number = 0; number < 100_000; number++)
        {
            rate.TryTake(new IPAddress(number), TimeSpan.FromMilliseconds(number));
        }

        Assert.That(rate.Count, Is.LessThanOrEqualTo(RequestRate.MaxAddresses));
    }
}
