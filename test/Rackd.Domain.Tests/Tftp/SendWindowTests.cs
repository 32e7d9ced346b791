using Rackd.Domain.Tftp;

namespace Rackd.Domain.Tests.Tftp;

public sealed class SendWindowTests
{
    private readonly SendWindow _window = new(64);

    [Test]
    public void One_loss_is_chance()
    {
        _window.Lost();
        _window.Delivered();
        _window.Lost();
        Assert.That(_window.Size, Is.EqualTo(64));
    }

    [Test]
    public void Two_losses_in_a_row_halve_the_window()
    {
        _window.Lost();
        _window.Lost();
        Assert.That((_window.Size, _window.IsShrunk), Is.EqualTo((32, true)));
    }

    [Test]
    public void The_window_does_not_shrink_below_four()
    {
        for (int loss = 0; loss < 100; loss++)
        {
            _window.Lost();
        }

        Assert.That(_window.Size, Is.EqualTo(4));
    }

    [Test]
    public void A_small_agreed_window_does_not_shrink()
    {
        SendWindow small = new(2);
        small.Lost();
        small.Lost();
        Assert.That((small.Size, small.IsShrunk), Is.EqualTo((2, false)));
    }

    [Test]
    public void Four_deliveries_in_a_row_double_it_up_to_what_was_agreed()
    {
        _window.Lost();
        _window.Lost();
        for (int delivery = 0; delivery < 20; delivery++)
        {
            _window.Delivered();
        }

        Assert.That(_window.Size, Is.EqualTo(64));
    }
}
