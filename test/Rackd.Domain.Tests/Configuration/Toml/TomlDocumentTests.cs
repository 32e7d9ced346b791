using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Tests.Configuration.Toml;

/// <summary>What TOML 1.0 allows, one row per rule.</summary>
public sealed class TomlDocumentTests
{
    [TestCaseSource(nameof(Values))]
    [TestCaseSource(nameof(Strings))]
    [TestCaseSource(nameof(Tables))]
    public void Reads(string toml, string rendering)
    {
        bool read = TomlDocument.TryParse(toml, "rackd.toml", out TomlTable root, out IReadOnlyList<TomlError> errors);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(errors, Is.Empty);
            Assert.That(read, Is.True);
            Assert.That(TomlRendering.Of(root), Is.EqualTo(rendering));
        }
    }

    private static IEnumerable<TestCaseData> Values() =>
    [
        Row("an empty document", "", "{}"),
        Row("blank lines and comments", "\n  # one\r\n\t\n#", "{}"),
        Row("a byte order mark at the start", "\uFEFFa=1", """{"a": 1}"""),
        Row("decimal integers", "a=0\nb=+0\nc=-17\nd=1_000", """{"a": 0, "b": 0, "c": -17, "d": 1000}"""),
        Row("the ends of 64 bits", "a=9223372036854775807\nb=-9223372036854775808",
            """{"a": 9223372036854775807, "b": -9223372036854775808}"""),
        Row("other bases", "a=0xDEAD_beef\nb=0o755\nc=0b1101\nd=0x7fffffffffffffff\ne=0x00f",
            """{"a": 3735928559, "b": 493, "c": 13, "d": 9223372036854775807, "e": 15}"""),
        Row("floats", "a=1.5\nb=-0.01\nc=5e+2\nd=1E06\ne=6.626e-3\nf=1_0.0_1",
            """{"a": 1.5, "b": -0.01, "c": 500.0, "d": 1000000.0, "e": 0.006626, "f": 10.01}"""),
        Row("infinities and not-a-number", "a=inf\nb=-inf\nc=+inf\nd=nan\ne=-nan",
            """{"a": Infinity, "b": -Infinity, "c": Infinity, "d": NaN, "e": NaN}"""),
        Row("booleans", "a=true#x\nb = false", """{"a": true, "b": false}"""),
        Row("an instant", "a=1979-05-27T00:32:00.5-07:00\nb=1979-05-27 07:32:00z",
            """{"a": 1979-05-27T00:32:00.5-07:00, "b": 1979-05-27T07:32:00+00:00}"""),
        Row("local dates and times", "a=1979-05-27t07:32:00\nb=1979-05-27 \nc=07:32:00.25\nd=2024-02-29",
            """{"a": 1979-05-27T07:32:00, "b": 1979-05-27, "c": 07:32:00.25, "d": 2024-02-29}"""),
        Row("a fraction cut off, not rounded", "a=00:00:00.99999999999", """{"a": 00:00:00.9999999}"""),
        Row("arrays over lines, mixed, with a last comma", "a=[ # x\n1, # y\n\"z\"\n, [ ], ]", """{"a": [1, "z", []]}"""),
        Row("a date before a comma and a bracket", "a=[1979-05-27,1979-05-27 07:32:00]",
            """{"a": [1979-05-27, 1979-05-27T07:32:00]}"""),
        Row("inline tables", "a={}\nb={ c = 1, d.e = [\n2 ], d.f = {g=3} }",
            """{"a": {}, "b": {"c": 1, "d": {"e": [2], "f": {"g": 3}}}}"""),
        Row("a multi-line string in an inline table", "a={b=\"\"\"x\ny\"\"\"}", """{"a": {"b": "x\ny"}}"""),
    ];

    private static IEnumerable<TestCaseData> Strings() =>
    [
        Row("escapes", "a=\"\\b\\t\\n\\f\\r\\\"\\\\\\u00E9\\U0001F600\"",
            $$"""{"a": {{TomlRendering.Quote("\b\t\n\f\r\"\\\u00E9\U0001F600")}}}"""),
        Row("a literal string", """a='C:\boot\x'""", """{"a": "C:\\boot\\x"}"""),
        Row("a tab within a string", "a=\"\t\"\nb='\t'", """{"a": "\t", "b": "\t"}"""),
        Row("the first line break left out", "a=\"\"\"\r\nx\r\ny\"\"\"\nb='''\nz'''", """{"a": "x\ny", "b": "z"}"""),
        Row("a backslash joining lines", "a=\"\"\"x\\  \n\n   y\\\n\"\"\"", """{"a": "xy"}"""),
        Row("quotes within fences", "a=\"\"\"\"\"x\"\"\"\"\"\nb='''''x'''''\nc=\"\"\"x\"\"y\"\"\"",
            $$"""{"a": {{TomlRendering.Quote("\"\"x\"\"")}}, "b": {{TomlRendering.Quote("''x''")}}, "c": {{TomlRendering.Quote("x\"\"y")}}}"""),
        Row("empty strings", "a=\"\"\nb=''\nc=\"\"\"\"\"\"\nd=''''''", """{"a": "", "b": "", "c": "", "d": ""}"""),
        Row("no escape in a multi-line literal", "a='''\\u0041'''", """{"a": "\\u0041"}"""),
        Row("a hash within a string", "a=\"#\" # b", """{"a": "#"}"""),
    ];

    private static IEnumerable<TestCaseData> Tables() =>
    [
        Row("bare keys", "-=1\n_=2\n1234=3\nA-b_c=4", """{"-": 1, "_": 2, "1234": 3, "A-b_c": 4}"""),
        Row("quoted keys", "\"\"=1\n'a.b'=2\n\"\\u0041\"=3", """{"": 1, "a.b": 2, "A": 3}"""),
        Row("dotted keys with blanks", "a . \"b\" .c = 1\na.d=2\n3.14=5", """{"a": {"b": {"c": 1}, "d": 2}, "3": {"14": 5}}"""),
        Row("keys that differ in case", "a=1\nA=2", """{"a": 1, "A": 2}"""),
        Row("more keys than are searched without an index", string.Join('\n', Enumerable.Range(0, 20).Select(n => $"k{n}={n}")),
            $$"""{{{string.Join(", ", Enumerable.Range(0, 20).Select(n => $"\"k{n}\": {n}"))}}}"""),
        Row("headers", "[a]\nb=1\n[ c . d ] # x\ne=2\n[a.f]", """{"a": {"b": 1, "f": {}}, "c": {"d": {"e": 2}}}"""),
        Row("a parent after its child", "[a.b]\n[a]\nc=1", """{"a": {"b": {}, "c": 1}}"""),
        Row("a header below dotted keys", "[a]\nb.c=1\n[a.b.d]\ne=2", """{"a": {"b": {"c": 1, "d": {"e": 2}}}}"""),
        Row("dotted keys below a table that a header implied", "[a.b.c]\n[a]\nb.d=1", """{"a": {"b": {"c": {}, "d": 1}}}"""),
        Row("arrays of tables", "[[a]]\nb=1\n[[a.c]]\nd=2\n[[a.c]]\n[a.e]\n[[a]]",
            """{"a": [{"b": 1, "c": [{"d": 2}, {}], "e": {}}, {}]}"""),
        Row("the same sub-table in each element", "[[a]]\n[a.b]\nc=1\n[[a]]\n[a.b]\nc=2",
            """{"a": [{"b": {"c": 1}}, {"b": {"c": 2}}]}"""),
        Row("no line break at the end", "[a]", """{"a": {}}"""),
    ];

    private static TestCaseData Row(string rule, string toml, string rendering) =>
        new TestCaseData(toml, rendering).SetArgDisplayNames(rule);
}
