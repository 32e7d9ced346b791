using Rackd.Domain.Tftp;

namespace Rackd.Domain.Tests.Tftp;

public sealed class RetransmissionTimerTests
{
    private readonly RetransmissionTimer _timer = new(limit: null);

    [Test]
    public void The_first_wait_is_300_ms() => Assert.That(_timer.Wait, Is.EqualTo(Milliseconds(300)));

    [Test]
    public void A_short_round_trip_leads_to_the_floor()
    {
        _timer.Measured(Milliseconds(1));
        Assert.That(_timer.Wait, Is.EqualTo(RetransmissionTimer.Floor));
    }

    [Test]
    public void A_long_round_trip_is_followed()
    {
        _timer.Measured(Milliseconds(400));
        Assert.That(_timer.Wait, Is.EqualTo(Milliseconds(1200)));
    }

    [Test]
    public void Each_silence_doubles_the_wait_up_to_four_seconds()
    {
        List<double> waits = [];
        for (int round = 0; round < 6; round++)
        {
            _timer.BackOff();
            waits.Add(_timer.Wait.TotalSeconds);
        }

        Assert.That(waits, Is.EqualTo([0.6, 1.2, 2.4, 4, 4, 4]));
    }

    [Test]
    public void A_clean_measurement_ends_the_back_off()
    {
        _timer.BackOff();
        _timer.BackOff();
        _timer.Measured(Milliseconds(2));
        Assert.That(_timer.Wait, Is.EqualTo(RetransmissionTimer.Floor));
    }

    [Test]
    public void The_clients_timeout_is_an_upper_limit()
    {
        RetransmissionTimer timer = new(TimeSpan.FromSeconds(1));
        for (int round = 0; round < 6; round++)
        {
            timer.BackOff();
        }

        Assert.That(timer.Wait, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    private static TimeSpan Milliseconds(double count) => TimeSpan.FromMilliseconds(count);
}
