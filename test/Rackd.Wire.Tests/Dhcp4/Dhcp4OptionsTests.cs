using Rackd.Testing;
using Rackd.Wire.Binary;
using Rackd.Wire.Dhcp4;

namespace Rackd.Wire.Tests.Dhcp4;

public sealed class Dhcp4OptionsTests
{
    [Test]
    public void Padding_is_stepped_over_and_nothing_behind_the_end_is_read()
    {
        Dhcp4Options options = new([0, 0, 12, 1, 65, 0, 255, 15, 1, 66], [], []);
        (bool hostName, bool domain) = (options.Contains(Dhcp4OptionCode.HostName), options.Contains(Dhcp4OptionCode.DomainName));
        Assert.That((hostName, domain), Is.EqualTo((true, false)));
    }

    [Test]
    public void An_empty_option_is_present_and_an_absent_one_empty()
    {
        Dhcp4Options options = new([61, 0, 255], [], []);
        (bool present, int length) = (options.Contains(Dhcp4OptionCode.ClientIdentifier), options.First(Dhcp4OptionCode.ClientIdentifier).Length);
        (bool other, int none) = (options.Contains(Dhcp4OptionCode.HostName), options.First(Dhcp4OptionCode.HostName).Length);
        Assert.That((present, length, other, none), Is.EqualTo((true, 0, false, 0)));
    }

    [TestCase(1, true, false)]
    [TestCase(2, false, true)]
    [TestCase(3, true, true)]
    [TestCase(0, false, false)]
    [TestCase(4, false, false)]
    public void Option_52_says_which_other_fields_hold_options(int overload, bool file, bool serverName)
    {
        byte[] octets = (new Dhcp4ClientMessage(Dhcp4MessageType.Discover)
        {
            File = [12, 1, 65, 255],
            ServerName = [15, 1, 66, 255],
        }).With(Dhcp4OptionCode.Overload, (byte)overload).ToOctets();
        Dhcp4Message.TryRead(octets, out Dhcp4Message message);
        (bool inFile, bool inServerName) =
            (message.Options.Contains(Dhcp4OptionCode.HostName), message.Options.Contains(Dhcp4OptionCode.DomainName));
        Assert.That((inFile, inServerName), Is.EqualTo((file, serverName)));
    }

    [Test]
    public void The_message_type_may_stand_in_an_overloaded_field()
    {
        byte[] octets = (new Dhcp4ClientMessage((Dhcp4MessageType?)null) { File = [53, 1, 1, 255] })
            .With(Dhcp4OptionCode.Overload, 1).ToOctets();
        Dhcp4Message.TryRead(octets, out Dhcp4Message message);
        Assert.That(message.MessageType, Is.EqualTo(Dhcp4MessageType.Discover));
    }

    [Test]
    public void An_overloaded_field_is_checked_too()
    {
        byte[] octets = (new Dhcp4ClientMessage(Dhcp4MessageType.Discover) { File = [12, 200, 65] })
            .With(Dhcp4OptionCode.Overload, 1).ToOctets();
        Assert.That(Dhcp4Message.TryRead(octets, out _), Is.EqualTo(WireError.Truncated));
    }

    [Test]
    public void Parts_are_joined_in_the_order_options_file_sname()
    {
        byte[] octets = (new Dhcp4ClientMessage(Dhcp4MessageType.Discover)
        {
            File = [55, 1, 3, 255],
            ServerName = [55, 2, 4, 5, 255],
        }).With(Dhcp4OptionCode.ParameterRequestList, 1).With(Dhcp4OptionCode.Overload, 3)
            .With(Dhcp4OptionCode.ParameterRequestList, 2).ToOctets();
        Dhcp4Message.TryRead(octets, out Dhcp4Message message);
        byte[] joined = message.Options.Joined(Dhcp4OptionCode.ParameterRequestList, new byte[255]).ToArray();
        byte[] first = message.Options.First(Dhcp4OptionCode.ParameterRequestList).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(joined, Is.EqualTo(new byte[] { 1, 2, 3, 4, 5 }));
            Assert.That(first, Is.EqualTo(new byte[] { 1 }));
        }
    }

    [Test]
    public void What_the_scratch_does_not_hold_is_left_out()
    {
        Dhcp4Options options = new([55, 3, 1, 2, 3, 55, 3, 4, 5, 6], [], []);
        byte[] joined = options.Joined(Dhcp4OptionCode.ParameterRequestList, new byte[4]).ToArray();
        Assert.That(joined, Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void A_single_part_needs_no_scratch()
    {
        Dhcp4Options options = new([55, 3, 1, 2, 3], [], []);
        byte[] joined = options.Joined(Dhcp4OptionCode.ParameterRequestList, []).ToArray();
        Assert.That(joined, Is.EqualTo(new byte[] { 1, 2, 3 }));
    }
}
