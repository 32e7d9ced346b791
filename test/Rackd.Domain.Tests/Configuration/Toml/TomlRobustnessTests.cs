using System.Diagnostics.CodeAnalysis;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Tests.Configuration.Toml;

/// <summary>No text throws, hangs or overflows the stack, and each is either read or explained.</summary>
[SuppressMessage("Security", "CA5394", Justification = "A seeded generator makes the texts the same in every run.")]
public sealed class TomlRobustnessTests
{
    private const string Config = """"
        # one rack
        [rackd]
        name = "rack-1" # shown in status
        state_dir = '/var/lib/rackd'
        [dhcp]
        enabled = true
        lease_time = "12h"
        options.ntp = ["10.0.0.1", "10.0.0.2",]
        options."vendor class" = { code = 60, text = "PXE\tClient \u00E9", raw = [0x01, 0b10, 0o7, -1_000] }
        [[subnet]]
        cidr = "10.0.0.0/24"
        ratio = 0.75e-1
        since = 1979-05-27T07:32:00.5+02:00
        [[subnet.pool]]
        from = "10.0.0.100"
        window = [07:32:00, 1979-05-27, 1979-05-27 07:32:00]
        [subnet.notes]
        motd = """
        welcome \
           home ""quoted""
        """
        path = '''
        C:\boot'''
        [[subnet]]
        cidr = "2001:db8::/64"
        weird = [inf, -nan, [[], [{}]], { a.b = 1 }]

        """";

    private static readonly string[] _pieces =
    [
        "\"", "'", "\"\"\"", "'''", "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "#", "\n", "\r\n", "\r", "\\", "\\u12",
        " ", "\t", "\0", "\uFEFF", "\uD83D", "\uDE00", "é", "1", "-", "_", ":", "e", "0x", "a = ", "true", "1979-05-27", "T",
    ];

    [Test]
    [CancelAfter(20_000)]
    public void Any_string_is_read_or_explained() =>
        Check.One(
            Quick.WithMaxTest(2_000),
            Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => IsReadOrExplained(text ?? string.Empty)));

    [Test]
    [CancelAfter(20_000)]
    public void Any_octets_are_read_or_explained() =>
        Check.One(Quick.WithMaxTest(2_000), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), octets =>
            TomlDocument.TryParse(octets, "", out _, out IReadOnlyList<TomlError> errors) == (errors.Count == 0)));

    [Test]
    [CancelAfter(20_000)]
    public void Any_row_of_pieces_is_read_or_explained()
    {
        Random random = new(1);
        for (int round = 0; round < 5_000; round++)
        {
            string text = string.Concat(random.GetItems(_pieces, random.Next(1, 40)));
            Assert.That(IsReadOrExplained(text), Is.True, TomlRendering.Quote(text));
        }
    }

    [Test]
    [CancelAfter(20_000)]
    public void Every_mutation_of_a_configuration_is_read_or_explained()
    {
        Assert.That(TomlDocument.TryParse(Config, "", out _, out _), Is.True);
        Random random = new(2);
        int refused = 0;
        for (int round = 0; round < 5_000; round++)
        {
            string text = Mutate(random);
            Assert.That(IsReadOrExplained(text), Is.True, text);
            refused += TomlDocument.TryParse(text, "", out _, out _) ? 0 : 1;
        }

        Assert.That(refused, Is.InRange(1_000, 4_999));
    }

    [Test]
    [CancelAfter(20_000)]
    public void Every_beginning_of_a_configuration_is_read_or_explained()
    {
        for (int length = 0; length <= Config.Length; length++)
        {
            Assert.That(IsReadOrExplained(Config[..length]), Is.True, Config[..length]);
        }
    }

    [TestCase("a=", "[", "1", "]", 8, TestName = "Arrays_nest_to_the_bound_and_no_deeper")]
    [TestCase("a=", "{b=", "1", "}", 4, TestName = "Inline_tables_nest_to_the_bound_and_no_deeper")]
    [TestCase("b={c=1}\na=", "[", "1", "]", 8, TestName = "Arrays_behind_an_inline_table_nest_to_the_bound_and_no_deeper")]
    [TestCase("", "a.", "a=1", "", 8, TestName = "Dotted_keys_nest_to_the_bound_and_no_deeper")]
    [TestCase("[", "a.", "a]", "", 8, TestName = "Headers_nest_to_the_bound_and_no_deeper")]
    [TestCase("[x.x.x.x]\n", "a.", "a=1", "", 4, TestName = "Keys_below_a_header_nest_to_the_bound_and_no_deeper")]
    [TestCase("[[x]]\na=", "[", "1", "]", 6, TestName = "Arrays_below_a_header_nest_to_the_bound_and_no_deeper")]
    public void Nests(string before, string open, string inner, string close, int most)
    {
        TomlLimits limits = new() { MaxDepth = 9 };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(TomlDocument.TryParse(Nested(most), "", limits, out _, out _), Is.True);
            Assert.That(TomlDocument.TryParse(Nested(most + 1), "", limits, out _, out IReadOnlyList<TomlError> errors), Is.False);
            Assert.That(errors.Single().Message, Does.EndWith("is nested deeper than 9 levels"));
        }

        string Nested(int times) => before + Times(open, times) + inner + Times(close, times);
    }

    [Test]
    [CancelAfter(20_000)]
    public void A_bomb_is_refused([Values("[", "{a=", "[{a=", "a.", "[\n", "{a={\n", "\"\"\"", "\\", "\"\\q", "x=[\n", "x={\n", "[[a]]\n")] string piece)
    {
        foreach (string start in new[] { "", "a=", "a=\"" })
        {
            string text = start + Times(piece, 100_000 / piece.Length) + "?";
            Assert.That(TomlDocument.TryParse(text, "", new TomlLimits { MaxDepth = int.MaxValue }, out _, out _), Is.False);
        }
    }

    [TestCase(int.MinValue, ExpectedResult = 1)]
    [TestCase(int.MaxValue, ExpectedResult = 256)]
    public int Depth_has_bounds_that_the_stack_can_bear(int wanted) => new TomlLimits { MaxDepth = wanted }.MaxDepth;

    [Test]
    public void A_text_longer_than_the_bound_is_not_read()
    {
        TomlLimits limits = new() { MaxLength = 3 };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(TomlDocument.TryParse("a=1", "", limits, out _, out _), Is.True);
            Assert.That(TomlDocument.TryParse("a=12", "", limits, out _, out IReadOnlyList<TomlError> errors), Is.False);
            Assert.That(errors.Single().Message, Is.EqualTo("the file is too long: 4 characters, where at most 3 are read"));
            Assert.That(TomlDocument.TryParse("a=1"u8, "", limits, out _, out _), Is.True);
            Assert.That(TomlDocument.TryParse("a=12"u8, "", limits, out _, out errors), Is.False);
            Assert.That(errors.Single().Message, Is.EqualTo("the file is too long: 4 octets, where at most 3 are read"));
        }
    }

    private static FsCheck.Config Quick => FsCheck.Config.QuickThrowOnFailure;

    private static bool IsReadOrExplained(string text)
    {
        bool read = TomlDocument.TryParse(text, "", out TomlTable root, out IReadOnlyList<TomlError> errors);
        return read == (errors.Count == 0) && errors.Count <= 20 && root.Entries.Count >= 0
            && errors.All(error => LiesWithin(text, error.Span));
    }

    private static bool LiesWithin(string text, TomlSpan span)
    {
        string[] lines = text.Split('\n');
        return span.Line >= 1 && span.Column >= 1
            && (span.Line, span.Column).CompareTo((span.EndLine, span.EndColumn)) <= 0
            && span.EndLine <= lines.Length
            && span.EndColumn <= lines[span.EndLine - 1].Length + 1;
    }

    private static string Mutate(Random random)
    {
        StringBuilder text = new(Config);
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(text.Length);
            int length = random.Next(Math.Min(8, text.Length - at));
            _ = random.Next(3) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, random.GetItems(_pieces, 1)[0]),
                _ => text.Insert(random.Next(text.Length), text.ToString(at, length)),
            };
        }

        return text.ToString();
    }

    private static string Times(string piece, int times) => new StringBuilder().Insert(0, piece, times).ToString();
}
