using Rackd.Demo;
using Rackd.Domain.Simulation;
using Rackd.Hosting;

namespace Rackd.Tests.Demo;

public sealed class DemoConfigTests
{
    [Test]
    public async Task The_configuration_of_the_demonstration_is_right([Values(1, 250)] int machines)
    {
        using DemoDirectory directory = new();
        await File.WriteAllTextAsync(
            directory.ConfigFile, DemoConfig.Write(directory, SimulatedMachine.Racks(machines), "console=ttyS0 quiet"));
        ConfigLoadResult loaded = ConfigLoader.Load(directory.ConfigFile);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(loaded.Errors, Is.Empty);
            Assert.That(loaded.Config?.Machines, Has.Count.EqualTo(machines));
            Assert.That(loaded.Config?.Control.Socket, Is.EqualTo(directory.Socket));
        }
    }

    [TestCase("/usr/bin/dotnet", "/opt/rackd/", "/usr/bin/dotnet /opt/rackd/rackd.dll")]
    [TestCase("/usr/bin/rackd", "/usr/bin/", "/usr/bin/rackd")]
    [TestCase("/src/bin/Release/net10.0/rackd", "/src/bin/Release/net10.0/", "/src/bin/Release/net10.0/rackd")]
    public void The_program_knows_how_to_start_itself(string process, string directory, string command) =>
        Assert.That(string.Join(' ', OwnProgram.CommandOf(process, directory)), Is.EqualTo(command));

    [Test]
    public void The_empty_initrd_is_an_archive_of_nothing_but_its_end()
    {
        string archive = System.Text.Encoding.ASCII.GetString(BootableSystem.EmptyInitrd);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(archive, Has.Length.EqualTo(512));
            Assert.That(archive, Does.StartWith("070701"));
            Assert.That(archive.IndexOf("TRAILER!!!", StringComparison.Ordinal), Is.EqualTo(110), "newc header");
            Assert.That(archive[94..102], Is.EqualTo("0000000B"), "length of the name with its NUL");
        }
    }
}
