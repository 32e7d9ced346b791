using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Tests.Configuration.Reading;

internal sealed class ExampleFileTests
{
    [Test]
    public void The_example_is_read_without_a_finding_and_serves_one_subnet()
    {
        ConfigReading reading = ConfigReader.Read(ExampleFile.Name, ExampleFile.Text);

        Assert.That(reading.Findings, Is.Empty);
        RackdConfig config = reading.Config!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.General, Is.EqualTo(new GeneralConfig()));
            Assert.That(config.Control, Is.EqualTo(new ControlConfig()));
            Assert.That(config.Dhcp, Is.EqualTo(new DhcpConfig()));
            Assert.That(config.Tftp, Is.EqualTo(new TftpConfig()));
            Assert.That(config.Http, Is.EqualTo(new HttpConfig()));
            Assert.That(
                config.Boot, Is.EqualTo(new BootConfig { Profiles = config.Boot.Profiles, Rules = config.Boot.Rules }));
            Assert.That(config.Subnets, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void With_every_key_active_the_example_is_still_read_and_shows_the_defaults()
    {
        ConfigReading reading = ConfigReader.Read(ExampleFile.Name, ExampleFile.Uncommented);

        Assert.That(reading.Findings, Is.Empty);
        RackdConfig config = reading.Config!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.General, Is.EqualTo(new GeneralConfig()));
            Assert.That(config.Control, Is.EqualTo(new ControlConfig()));
            Assert.That(config.Dhcp, Is.EqualTo(new DhcpConfig()));
            Assert.That(config.Tftp, Is.EqualTo(new TftpConfig()));
            Assert.That(config.Http, Is.EqualTo(new HttpConfig { Root = new TftpConfig().Root }));
        }
    }

    [TestCaseSource(nameof(Paths))]
    public void The_example_shows_a_key_with_what_holds_unless_it_is_given(string path)
    {
        ConfigKey key = ConfigKeys.Find(path)!;
        Assert.That(
            TomlDocument.TryParse(ExampleFile.Uncommented, ExampleFile.Name, out TomlTable root, out _), Is.True);
        string[] shown =
            [.. Tables(root, key.Table).Select(table => table.Find(key.Name)).OfType<TomlEntry>().Select(Line)];
        string remark = key switch
        {
            { IsRequired: true } => "# required",
            { Default: { } value } => $"# default: {value}",
            _ => $"# otherwise: {key.Otherwise}",
        };

        Assert.That(shown, Has.Some.EndsWith(remark).Or.Some.EqualTo($"{key.Name} = {key.Default}"));
    }

    private static IEnumerable<string> Paths() => ConfigKeys.All.Select(key => key.Path);

    /// <summary>The key and the rest of the line on which its value ends.</summary>
    private static string Line(TomlEntry entry)
    {
        string last = ExampleFile.Uncommented.Split('\n')[entry.Value.Span.EndLine - 1];
        return last.TrimEnd();
    }

    private static IEnumerable<TomlTable> Tables(TomlTable root, string path)
    {
        IEnumerable<TomlTable> tables = [root];
        foreach (string part in path.Split('.'))
        {
            tables = tables.SelectMany(table => table.Find(part)?.Value switch
            {
                TomlTable below => [below],
                TomlArray array => array.Items.OfType<TomlTable>(),
                _ => [],
            });
        }

        return tables;
    }
}
