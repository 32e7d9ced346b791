namespace Rackd.Tests.Architecture;

public sealed class FloorTests
{
    [TestCase("Rackd.Wire")]
    [TestCase("Rackd.Domain")]
    public void Wire_and_Domain_are_pure(string assembly) => Assert.That(PurityRule.Offenders(assembly), Is.Empty);

    [Test]
    public void The_rule_of_purity_finds_sockets_files_and_logs_where_they_are()
    {
        // Services does everything that the lower floors must not: the rule is blind if it finds nothing there.
        IReadOnlyList<string> offenders = PurityRule.Offenders("Rackd.Services");
        Assert.That(offenders, Has.Member("System.Net.Sockets"));
        Assert.That(offenders, Has.Member("Microsoft.Extensions.Logging.Abstractions"));
        Assert.That(offenders, Has.Member("System.IO.File"));
        Assert.That(offenders, Has.Member("System.TimeProvider"));
    }

    [TestCase("Rackd.Wire", new string[0])]
    [TestCase("Rackd.Domain", new[] { "Rackd.Wire" })]
    [TestCase("Rackd.Services", new[] { "Rackd.Domain", "Rackd.Wire" })]
    [TestCase("rackd", new[] { "Rackd.Services", "Rackd.Domain", "Rackd.Wire" })]
    public void A_floor_uses_only_those_below_it(string assembly, string[] below)
    {
        using CompiledAssembly compiled = new(assembly);
        string[] floors = ["Rackd.Wire", "Rackd.Domain", "Rackd.Services", "rackd"];
        Assert.That(compiled.References.Intersect(floors), Is.SubsetOf(below));
    }
}
