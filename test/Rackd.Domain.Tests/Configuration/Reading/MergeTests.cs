using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;

namespace Rackd.Domain.Tests.Configuration.Reading;

internal sealed class MergeTests
{
    [Test]
    public void Tables_of_several_files_become_one()
    {
        ConfigReading reading = Read(
            "[dhcp]\nlease_time = \"2h\"\n", "[dhcp]\nauthoritative = false\n[tftp]\nroot = \"/boot\"\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Findings, Is.Empty);
            Assert.That(
                reading.Config!.Dhcp, Is.EqualTo(
                    new DhcpConfig { LeaseTime = TimeSpan.FromHours(2), Authoritative = false }));
            Assert.That(reading.Config.Tftp.Root, Is.EqualTo("/boot"));
        }
    }

    [Test]
    public void Arrays_of_tables_stand_one_behind_the_other()
    {
        const string Local = "[[boot.profile]]\nname = \"{0}\"\nkind = \"local\"\n";
        ConfigReading reading = Read(
            Local.Replace("{0}", "a", StringComparison.Ordinal),
            Local.Replace("{0}", "b", StringComparison.Ordinal) + "[[boot.rule]]\nprofile = \"a\"\n",
            "[boot]\ndefault = \"b\"\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Findings, Is.Empty);
            Assert.That(reading.Config!.Boot.Profiles.Select(profile => profile.Name), Is.EqualTo(["a", "b"]));
            Assert.That(reading.Config.Boot.DefaultProfile, Is.EqualTo("b"));
        }
    }

    [Test]
    public void A_key_that_two_files_set_is_an_error_that_names_both()
    {
        ConfigError error =
            Read("[dhcp]\nenabled = true\n", "[dhcp]\nlease_time = \"2h\"\nenabled = true\n").Findings.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.ToString(), Is.EqualTo(
                "1.toml:3:1: error: enabled of [dhcp] is already set in 0.toml; one file may set it"));
            Assert.That(error.Code, Is.EqualTo(ConfigErrorCode.SetTwice));
            Assert.That(error.Key, Is.EqualTo("dhcp.enabled"));
            Assert.That(error.SeeAlso!.Place.ToString(), Is.EqualTo("0.toml:2:1"));
        }
    }

    [Test]
    public void Subnets_of_two_files_may_not_overlap()
    {
        ConfigError error = Read(
            "[[subnet]]\ncidr = \"10.0.0.0/8\"\nmanaged = false\n", "\n[[subnet]]\ncidr = \"10.1.0.0/24\"\nmanaged = false\n").Findings.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Place.ToString(), Is.EqualTo("1.toml:3:8"));
            Assert.That(error.SeeAlso!.Place.ToString(), Is.EqualTo("0.toml:1:1"));
        }
    }

    [Test]
    public void A_file_that_is_no_TOML_keeps_the_others_from_being_called_incomplete_but_not_from_being_read()
    {
        ConfigReading reading = Read("[boot]\ndefault = \"debian\"\nlease = 1\n", "[[boot.profile\n");

        Assert.That(
            reading.Findings.Select(finding => $"{finding.Place} {finding.Code}"), Is.EqualTo(
                ["0.toml:3:1 E0103", "1.toml:1:15 E0101"]));
    }

    [Test]
    public void A_reference_to_a_table_that_has_another_fault_is_no_second_fault()
    {
        ConfigReading reading = Read(
            "[[subnet]]\nname = \"r1\"\ncidr = \"10.1.0.1/24\"\ngateway = \"10.1.0.1\"\n[[subnet.range]]\nfrom = \"10.1.0.5\"\nto = \"10.1.0.9\"\n",
            "[[boot.profile]]\nname = \"a\"\nkind = \"kernel\"\nkernel = 3\n[[boot.rule]]\nprofile = \"a\"\nmatch = { subnet = \"r1\" }\n",
            "[[machine]]\nname = \"m\"\n[[machine.nic]]\nmac = \"52:54:00:00:00:01\"\nip = \"10.1.0.7\"\n");

        Assert.That(
            reading.Findings.Select(finding => $"{finding.Place} {finding.Code}"), Is.EqualTo(
                ["0.toml:3:8 E0301", "1.toml:4:10 E0102"]));
    }

    [Test]
    public void Octets_that_are_no_UTF8_are_an_error_with_its_place()
    {
        ConfigReading reading = ConfigReader.Read(
            [ConfigSource.FromUtf8("0.toml", [(byte)'#', (byte)'\n', (byte)'#', 0xFF])]);

        Assert.That(
            reading.Findings.Select(finding => $"{finding.Place} {finding.Code}"), Is.EqualTo(["0.toml:2:2 E0101"]));
    }

    [Test]
    public void Places_of_profiles_and_subnets_can_be_asked_for()
    {
        ConfigReading reading = Read(
            "[[boot.profile]]\nname = \"a\"\nkind = \"local\"\n",
            "[[boot.profile]]\nname = \"b\"\nkind = \"kernel\"\nkernel = \"k\"\nloader = { bios = \"x\" }\n[[subnet]]\ncidr = \"10.1.0.0/24\"\nmanaged = false\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.PlaceOfProfile("b", "kernel").ToString(), Is.EqualTo("1.toml:4:10"));
            Assert.That(reading.PlaceOfProfile("b", "loader.bios").ToString(), Is.EqualTo("1.toml:5:19"));
            Assert.That(reading.PlaceOfProfile("b", null).ToString(), Is.EqualTo("1.toml:1:1"));
            Assert.That(reading.PlaceOf("subnet", 0, "cidr").ToString(), Is.EqualTo("1.toml:7:8"));
            Assert.That(reading.PlaceOf("subnet", 0, null).ToString(), Is.EqualTo("1.toml:6:1"));
        }
    }

    private static ConfigReading Read(params string[] texts) =>
        ConfigReader.Read([.. texts.Select((text, index) => new ConfigSource($"{index}.toml", text))]);
}
