namespace Rackd.Tests.Architecture;

public sealed class RoomTests
{
    private static readonly string[] _plantedCycle = ["Boot", "Machines", "Tftp", "Boot"];
    private static readonly string[] _declarations =
        ["class", "struct", "record", "enum", "interface", "delegate void"];

    [TestCase("Rackd.Wire")]
    [TestCase("Rackd.Domain")]
    [TestCase("Rackd.Services")]
    [TestCase("Rackd")]
    public void Rooms_form_no_cycle(string floor) => Assert.That(RoomGraph.Read(floor).FindCycle(), Is.Empty);

    [Test]
    public void A_planted_cycle_is_found_and_named()
    {
        RoomGraph graph = new();
        graph.Add("Boot", "Machines");
        graph.Add("Dhcp4", "Boot");
        graph.Add("Machines", "Tftp");
        graph.Add("Tftp", "Boot");
        Assert.That(graph.FindCycle(), Is.EqualTo(_plantedCycle));
    }

    [Test]
    public void Every_room_stands_on_the_map()
    {
        string map = SourceTree.Read("src/README.md");
        IEnumerable<string> rooms = Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "src"))
            .SelectMany(Directory.EnumerateDirectories)
            .Where(path => Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Any())
            .Select(path => Path.GetFileName(path)!)
            .Where(room => room is not ("bin" or "obj"));
        Assert.That(rooms.Where(room => !map.Contains($"`{room}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Every_file_of_the_table_of_RFCs_exists()
    {
        string[] files =
        [
            .. SourceTree.Read("src/README.md").Split('\n')
                .Where(line => line.StartsWith("| RFC", StringComparison.Ordinal))
                .SelectMany(line => line.Split('`').Where((_, index) => index % 2 == 1)),
        ];
        Assert.That(files, Is.Not.Empty);
        Assert.That(files.Where(file => !File.Exists(Path.Combine(SourceTree.Root, "src", file))), Is.Empty);
    }

    [Test]
    public void Every_file_is_named_after_a_type_that_it_declares()
    {
        IEnumerable<string> strangers = SourceTree.SourceFiles("src")
            .Where(path => Path.GetFileName(path) is not ("Program.cs" or "AssemblyInfo.cs"))
            .Where(path => !DeclaresItsName(path));
        Assert.That(strangers, Is.Empty);
    }

    private static bool DeclaresItsName(string path)
    {
        string name = Path.GetFileName(path).Split('.')[0];
        string text = File.ReadAllText(path);
        return _declarations.Any(kind => text.Contains($"{kind} {name}", StringComparison.Ordinal));
    }
}
