using Rackd.Domain.Configuration.Reading;
using Rackd.Domain.Reporting;

namespace Rackd.Domain.Tests.Reporting;

internal sealed class ConfigErrorTextTests
{
    [Test]
    public void Findings_show_the_line_underlined_the_other_place_and_a_count() => AssertText(
        """
        rackd.toml:2:1: error: unknown key "lease_tmie" in [dhcp] (did you mean "lease_time"?)
            2 | lease_tmie = "10m"
              | ^^^^^^^^^^
        rackd.toml:9:8: error: range 10.1.0.200-10.1.1.20 leaves subnet "r12" (10.1.0.0/24)
            9 |   to = "10.1.1.20"
              |        ^^^^^^^^^^^
           see also rackd.toml:4:1 (subnet "r12" (10.1.0.0/24) defined here)
        conf.d/10-more.toml:1:1: warning: subnet 10.2.0.0/24 is managed, but has no dynamic range, no reservation and no machine with an ip in it
            1 | [[subnet]]
              | ^^^^^^^^^^
        2 errors, 1 warning; configuration not used

        """,
        new ConfigSource("rackd.toml", "[dhcp]\nlease_tmie = \"10m\"\n\n[[subnet]]\nname = \"r12\"\ncidr = \"10.1.0.0/24\"\n"
            + "[[subnet.range]]\n  from = \"10.1.0.200\"\n  to = \"10.1.1.20\"\n"),
        new ConfigSource("conf.d/10-more.toml", "[[subnet]]\ncidr = \"10.2.0.0/24\"\n"));

    [Test]
    public void Tabs_and_wide_characters_take_one_column_each() => AssertText(
        """
        t:2:2: error: unknown key "é𝄞" in [dhcp]
            2 |  "é𝄞" = 1 # über
              |  ^^^^
        1 error; configuration not used

        """,
        new ConfigSource("t", "\uFEFF[dhcp]\r\n\t\"é𝄞\" = 1 # über\r\n"));

    [Test]
    public void A_long_line_is_cut_around_the_fault()
    {
        ConfigSource source = new(
            "t", $"rackd = {{ name = \"{new string('a', 60)}\", x = 1, state_dir = \"/{new string('b', 90)}\" }}");
        string[] lines = ConfigErrorText.Write(ConfigReader.Read([source]).Findings, [source]).Split('\n');

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0], Is.EqualTo("t:1:82: error: unknown key \"x\" in [rackd]"));
            Assert.That(
                lines[1], Is.EqualTo(
                    $"    1 | …{new string('a', 37)}\", x = 1, state_dir = \"/{new string('b', 49)}…"));
            Assert.That(lines[2], Is.EqualTo($"      | {new string(' ', 41)}^"));
        }
    }

    [Test]
    public void What_may_be_a_secret_is_not_shown() => AssertText(
        """
        t:3:1: error: unknown key "power" in [[machine]]
            3 | power = { password = (not shown)
              | ^^^^^
        1 error; configuration not used

        """,
        new ConfigSource("t", "[[machine]]\nname = \"a\"\npower = { password = \"hunter2\" }\n"));

    [Test]
    public void A_text_that_ends_too_early_is_underlined_at_its_end() => AssertText(
        """
        t:1:14: error: a value is missing before the end of the file
            1 | lease_time =
              |              ^
        1 error; configuration not used

        """,
        new ConfigSource("t", "lease_time = "));

    [Test]
    public void Nothing_found_is_nothing_said() =>
        Assert.That(ConfigErrorText.Write([], []), Is.Empty);

    [TestCase("[[subnet]]\ncidr = \"10.2.0.0/24\"\n", "1 warning; configuration can be used")]
    [TestCase("", "no errors; configuration can be used")]
    [TestCase("a = 1", "1 error; configuration not used")]
    public void The_count_says_whether_the_configuration_is_used(string toml, string expected) =>
        Assert.That(ConfigErrorText.Summary(ConfigReader.Read("t", toml).Findings), Is.EqualTo(expected));

    [Test]
    public void Programs_get_the_same_as_records() =>
        Assert.That(
            ConfigErrorRecord.From(ConfigReader.Read("t", "[dhcp]\nlease_tmie = 1\n").Findings),
            Is.EqualTo([new ConfigErrorRecord(
                "t", 2, 1, 2, 11, "error", "E0103", "dhcp.lease_tmie",
                "unknown key \"lease_tmie\" in [dhcp]", "\"lease_time\"", null)]));

    private static void AssertText(string expected, params ConfigSource[] sources) =>
        Assert.That(ConfigErrorText.Write(ConfigReader.Read(sources).Findings, sources), Is.EqualTo(expected));
}
