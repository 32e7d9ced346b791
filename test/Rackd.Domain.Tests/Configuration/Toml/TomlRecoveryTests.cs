using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Tests.Configuration.Toml;

/// <summary>Several faults are told at once, and one fault is told once.</summary>
public sealed class TomlRecoveryTests
{
    [Test]
    public void Every_faulty_line_is_reported_and_the_others_are_read()
    {
        (TomlTable root, string places) = Read("a=b\nb=1\nc=[1 2]\nd=2\n[e\n[f]\ng=\"x\nh=3\nh=4");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(places, Is.EqualTo("1:3 3:6 5:3 7:3 9:1"));
            Assert.That(TomlRendering.Of(root), Is.EqualTo("""{"b": 1, "d": 2, "f": {"h": 3}}"""));
        }
    }

    [Test]
    public void Keys_below_a_refused_header_are_not_mixed_with_those_above()
    {
        (TomlTable root, string places) = Read("[a]\nx=1\n[b c]\nx=2\n[a]\nx=3\n[d]\nx=4");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(places, Is.EqualTo("3:4 5:1"));
            Assert.That(TomlRendering.Of(root), Is.EqualTo("""{"a": {"x": 1}, "d": {"x": 4}}"""));
        }
    }

    [TestCase("a=[\n  1,\n  oops,\n  \"x\", [2],\n  {b=1},\n]\nc=1\n", TestName = "A_faulty_element_of_an_array_over_lines_is_one_fault")]
    [TestCase("a=[\n  1,\n\n [b]\nd=1\n[c]\n", TestName = "An_array_that_runs_into_a_header_is_one_fault")]
    [TestCase("a={\n  b=1,\n  c=[\n1,\n2],\n}\nd=1\n", TestName = "A_table_in_the_style_of_JSON_is_one_fault")]
    [TestCase("a={\n  b=1,\nc=1\nd=2\n", TestName = "An_inline_table_that_is_never_closed_is_one_fault")]
    [TestCase("a=[\n{b=1 c=2},\n]\nd=1", TestName = "The_end_of_a_faulty_array_is_no_second_fault")]
    [TestCase("a=\"first\nsecond line\"\nc=1", TestName = "A_line_break_in_a_string_is_one_fault")]
    [TestCase("a=\"\"\"first\nb=1\nc=", TestName = "A_fence_that_is_never_closed_is_one_fault")]
    [TestCase("\"\"\"a\nb\"\"\" = 1\nc=1", TestName = "A_key_over_lines_is_one_fault")]
    [TestCase("a=[[[[x\n]\n]\n]\n]\nc=1", TestName = "A_fault_deep_in_arrays_is_one_fault")]
    public void One_fault_is_told_once(string toml) =>
        Assert.That(Read(toml).Places, Is.Not.Empty.And.Not.Contains(" "));

    [Test]
    public void After_a_table_in_the_style_of_JSON_further_faults_are_told() =>
        Assert.That(Read("a=[{\n  b=1,\n  c=2 },\n oops,\n]\nd=e\n").Places, Is.EqualTo("1:5 4:2 6:3"));

    [Test]
    public void A_fault_within_a_table_in_the_style_of_JSON_is_told_too() =>
        Assert.That(Read("a={\n  b=oops,\n  c=2,\n}\n}").Places, Is.EqualTo("1:4 2:5"));

    [Test]
    public void A_stray_bracket_behind_a_header_is_told() =>
        Assert.That(Read("a={\n  b=1\n[c]\n}\n]").Places, Is.EqualTo("1:4 4:1 5:1"));

    [Test]
    public void Keys_of_a_table_that_is_never_closed_collide_with_none() =>
        Assert.That(Read("b=0\na={\n  b=1,\n  c=[1,2]\nd={\n  b=1,\n  c=2,\n}\n").Places, Is.EqualTo("2:4 5:4"));

    [Test]
    public void Errors_are_bounded()
    {
        string faults = string.Join('\n', Enumerable.Repeat("a=b", 1000));
        TomlDocument.TryParse(faults, "", out _, out IReadOnlyList<TomlError> usual);
        TomlDocument.TryParse(faults, "", new TomlLimits { MaxErrors = 0 }, out _, out IReadOnlyList<TomlError> fewest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(usual, Has.Count.EqualTo(20));
            Assert.That(fewest, Has.Count.EqualTo(1));
        }
    }

    private static (TomlTable Root, string Places) Read(string toml)
    {
        TomlDocument.TryParse(toml, "", out TomlTable root, out IReadOnlyList<TomlError> errors);
        return (root, string.Join(' ', errors.Select(error => $"{error.Line}:{error.Column}")));
    }
}
