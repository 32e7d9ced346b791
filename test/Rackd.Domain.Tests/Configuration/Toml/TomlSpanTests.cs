using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Tests.Configuration.Toml;

/// <summary>Where keys and values stand.</summary>
public sealed class TomlSpanTests
{
    [TestCase("a = 10 # x", "1:1-1:2", "1:5-1:7", TestName = "Of_a_number")]
    [TestCase("\t\"a\" = 'é😀x'", "1:2-1:5", "1:8-1:13", TestName = "Counts_code_points_and_a_tab_as_one")]
    [TestCase("\n\r\n a=\"\"\"x\ny\"\"\"", "3:2-3:3", "3:4-4:5", TestName = "Of_a_string_over_lines")]
    [TestCase("a=[1,\n2 ] ", "1:1-1:2", "1:3-2:4", TestName = "Of_an_array")]
    [TestCase("a={ b=1 } ", "1:1-1:2", "1:3-1:10", TestName = "Of_an_inline_table")]
    [TestCase("a=1979-05-27 07:32:00 ", "1:1-1:2", "1:3-1:22", TestName = "Of_a_date_with_a_blank")]
    [TestCase("a.b=1", "1:1-1:2", "1:1-1:2", TestName = "Of_a_table_that_a_dotted_key_made")]
    [TestCase("# x\n[ a ]\nb=1", "2:3-2:4", "2:1-2:6", TestName = "Of_a_table_with_a_header")]
    [TestCase("[a.b]\n[a]", "1:2-1:3", "2:1-2:4", TestName = "Of_a_table_whose_header_came_later")]
    [TestCase("[[a]]\n[[a]]", "1:3-1:4", "1:1-1:6", TestName = "Of_an_array_of_tables")]
    [TestCase("\uFEFFa=1", "1:1-1:2", "1:3-1:4", TestName = "Behind_a_byte_order_mark")]
    public void Of_the_first_entry(string toml, string key, string value)
    {
        Assert.That(TomlDocument.TryParse(toml, "", out TomlTable root, out _), Is.True);

        TomlEntry entry = root.Entries[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Show(entry.KeySpan), Is.EqualTo(key));
            Assert.That(Show(entry.Value.Span), Is.EqualTo(value));
        }
    }

    [Test]
    public void An_element_of_an_array_of_tables_stands_at_its_own_header()
    {
        TomlDocument.TryParse("[[a]]\n[[a]]", "", out TomlTable root, out _);

        TomlArray array = (TomlArray)root.Find("a")!.Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(array.IsTableArray, Is.True);
            Assert.That(string.Join(' ', array.Items.Select(item => Show(item.Span))), Is.EqualTo("1:1-1:6 2:1-2:6"));
        }
    }

    [Test]
    public void Lookup_finds_keys_exactly()
    {
        TomlDocument.TryParse(string.Join('\n', Enumerable.Range(0, 9).Select(n => $"k{n}={n}")), "", out TomlTable root, out _);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(root.Find("k8")?.Value.Span.Line, Is.EqualTo(9));
            Assert.That(root.Find("K8"), Is.Null);
            Assert.That(root.TryGet("k0", out TomlValue? first), Is.True);
            Assert.That(first, Is.InstanceOf<TomlInteger>());
            Assert.That(root.TryGet("", out _), Is.False);
        }
    }

    private static string Show(TomlSpan span) => $"{span.Line}:{span.Column}-{span.EndLine}:{span.EndColumn}";
}
