using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Tests.Configuration.Toml;

/// <summary>What is refused, where the fault is seen, and what the operator reads. Each text has exactly one fault.</summary>
public sealed class TomlErrorTests
{
    [TestCaseSource(nameof(Values))]
    [TestCaseSource(nameof(Strings))]
    [TestCaseSource(nameof(Containers))]
    [TestCaseSource(nameof(Keys))]
    [TestCaseSource(nameof(Definitions))]
    public void Refuses(string toml, int line, int column, int endColumn, string message)
    {
        bool read = TomlDocument.TryParse(toml, "rackd.toml", out _, out IReadOnlyList<TomlError> errors);

        Assert.That(read, Is.False);
        Assert.That(errors.Select(error => error.Message), Is.EqualTo(new[] { message }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((errors[0].Line, errors[0].Column, errors[0].EndColumn), Is.EqualTo((line, column, endColumn)));
            Assert.That(errors[0].ToString(), Is.EqualTo($"rackd.toml:{line}:{column}: {message}"));
        }
    }

    [Test]
    public void A_message_never_repeats_a_value(
        [Values("hunter2", "0xhunter2", "1979-hunter2", "\"a\" hunter2", "[hunter2]", "{a=hunter2}", "\"hunter2", "'''hunter2")]
        string secret)
    {
        TomlDocument.TryParse($"password = {secret}", "", out _, out IReadOnlyList<TomlError> errors);

        Assert.That(string.Join('\n', errors), Is.Not.Empty.And.Not.Contains("hunter"));
    }

    [Test]
    public void A_long_key_is_cut_in_a_message()
    {
        string key = new('k', 1000);
        TomlDocument.TryParse($"{key}=1\n{key}=2", "", out _, out IReadOnlyList<TomlError> errors);

        Assert.That(errors.Single().Message, Is.EqualTo($"duplicate key \"{new string('k', 60)}…\": first set on line 1"));
    }

    private const string Bare = "a bare value is not allowed here: put it in quotes";
    private const string Underscore = "an underscore in a number must stand between two digits";
    private const string TimeForm = "a time is written 07:32:00, with two digits each and with seconds";
    private const string DateForm = "a date is written 1979-05-27, with two digits for month and day";
    private const string NoDay = "there is no such day in the calendar";
    private const string KeyForm = "is not allowed in a key: a bare key holds A-Z, a-z, 0-9, _ and -, others need quotes";

    private static IEnumerable<TestCaseData> Values() =>
    [
        Row("a=b", 1, 3, 4, Bare),
        Row("\ta = r1u07 ", 1, 6, 11, Bare),
        Row("a=10.0.0.1", 1, 3, 11, Bare),
        Row("a=10.0.0.0/24", 1, 3, 14, Bare),
        Row("a=52:54:00:12:34:56", 1, 3, 20, Bare),
        Row("a=12h", 1, 3, 6, Bare),
        Row("a=", 1, 3, 3, "a value is missing before the end of the file"),
        Row("a= # b", 1, 4, 5, "a value is missing before '#'"),
        Row("a=True", 1, 3, 7, "a boolean is written true or false, in lower case; put other text in quotes"),
        Row("a=yes", 1, 3, 6, "a boolean is written true or false, in lower case; put other text in quotes"),
        Row("a=null", 1, 3, 7, "TOML has no null: leave the key out, or put the text in quotes"),
        Row("a=Inf", 1, 3, 6, "infinity is written inf, and not-a-number nan"),
        Row("a=042", 1, 3, 6, "a number has no leading zero; put it in quotes if it is text"),
        Row("a=1__0", 1, 3, 7, Underscore),
        Row("a=_1", 1, 3, 5, Underscore),
        Row("a=0x1_", 1, 3, 7, Underscore),
        Row("a=0x1__2", 1, 3, 9, Underscore),
        Row("a=1._5", 1, 3, 7, Underscore),
        Row("a=.5", 1, 3, 5, "a number needs a digit before its point"),
        Row("a=5.", 1, 3, 5, "a number needs a digit after its point"),
        Row("a=5e", 1, 3, 5, "the exponent of a number needs a digit"),
        Row("a=0xfg", 1, 3, 7, "a number that begins with 0x has digits of base 16 only"),
        Row("a=0b2", 1, 3, 6, "a number that begins with 0b has digits of base 2 only"),
        Row("a=-0x1", 1, 3, 7, "a number that begins with 0x takes no sign"),
        Row("a=0X1", 1, 3, 6, "write 0x in lower case"),
        Row("a=0o", 1, 3, 5, "digits are missing after 0o"),
        Row("a=9223372036854775808", 1, 3, 22, "the integer does not fit into 64 bits"),
        Row("a=0x8000000000000000", 1, 3, 21, "the integer does not fit into 64 bits"),
        Row("a=0x10000000000000000", 1, 3, 22, "the integer does not fit into 64 bits"),
        Row("a=1e999", 1, 3, 8, "the float is too large for 64 bits"),
        Row("a=1979-5-27", 1, 3, 12, DateForm),
        Row("a=1979-05-27X", 1, 3, 14, DateForm),
        Row("a=2023-02-29", 1, 3, 13, NoDay),
        Row("a=0000-01-01", 1, 3, 13, NoDay),
        Row("a=07:32", 1, 3, 8, TimeForm),
        Row("a=7:32:00", 1, 3, 10, TimeForm),
        Row("a=1979-05-27T07:32", 1, 3, 19, TimeForm),
        Row("a=24:00:00", 1, 3, 11, "a time lies between 00:00:00 and 23:59:59"),
        Row("a=23:59:60", 1, 3, 11, "leap seconds are not supported"),
        Row("a=07:32:00.", 1, 3, 12, "digits are missing after the point of the seconds"),
        Row("a=07:32:00Z", 1, 3, 12, "a time without a date ends after its seconds"),
        Row("a=1979-05-27T07:32:00+2", 1, 3, 24, "a time ends after its seconds, or with an offset: Z, +02:00, -05:00"),
        Row("a=1979-05-27T07:32:00+15:00", 1, 3, 28, "an offset from UTC lies between -14:00 and +14:00"),
        Row("a=0001-01-01T00:00:00+01:00", 1, 3, 28, "the date lies outside of the years 1 to 9999"),
        Row("a=1 b=2", 1, 5, 6, "expected the end of the line after the value, found 'b'"),
        Row("a=1\r", 1, 4, 5, "expected the end of the line after the value, found a carriage return without a line feed"),
    ];

    private static IEnumerable<TestCaseData> Strings() =>
    [
        Row("a=\"b", 1, 3, 5, "the string that starts on line 1 is never closed: expected \" before the end of the line"),
        Row("\na='b\nc=1", 2, 3, 5, "the string that starts on line 2 is never closed: expected ' before the end of the line"),
        Row("a=\"b\\", 1, 3, 6, "the string that starts on line 1 is never closed: expected \" before the end of the line"),
        Row("a=\"\"\"b\nc=1\n", 1, 3, 6, "the string that starts on line 1 is never closed: expected \"\"\""),
        Row("a=\"x\\q\"", 1, 5, 6, "a backslash before 'q' has no meaning: write \\\\, or put the text in single quotes"),
        Row("a=\"\\e\"", 1, 4, 5, "a backslash before 'e' has no meaning: write \\\\, or put the text in single quotes"),
        Row("a=\"\\x41\"", 1, 4, 5, "a backslash before 'x' has no meaning: write \\\\, or put the text in single quotes"),
        Row("a=\"\"\"\nx\\ y\"\"\"", 2, 2, 3, "a backslash before ' ' has no meaning: write \\\\, or put the text in single quotes"),
        Row("a=\"\\u12g4\"", 1, 4, 8, "\\u needs 4 hexadecimal digits"),
        Row("a=\"\\ud800\"", 1, 4, 10, "U+D800 is not a Unicode character"),
        Row("a=\"\\U00110000\"", 1, 4, 14, "U+110000 is not a Unicode character"),
        Row("a=\"\u0001\"", 1, 4, 5, "character U+0001 is not allowed in a string"),
        Row("a='\u007F'", 1, 4, 5, "character U+007F is not allowed in a string"),
        Row("a='''x\ry'''", 1, 7, 8, "a carriage return without a line feed is not allowed in a string"),
        Row("a='\U0001F600\uD83D'", 1, 5, 6, "character U+D83D is not allowed in a string"),
        Row("# \0", 1, 3, 4, "character U+0000 is not allowed in a comment"),
        Row("a='x' 'y'", 1, 7, 8, "expected the end of the line after the value, found '''"),
        Row("a=\"\"\"\"\"\"\"\"\"", 1, 11, 12, "expected the end of the line after the value, found '\"'"),
    ];

    private static IEnumerable<TestCaseData> Containers() =>
    [
        Row("a=[1 2]", 1, 6, 7, "expected ',' or ']' in the array that starts on line 1, found '2'"),
        Row("a=[1,,2]", 1, 6, 7, "a value is missing before ','"),
        Row("a=[,]", 1, 4, 5, "a value is missing before ','"),
        Row("a=[1,\n2", 2, 2, 2, "the array that starts on line 1 is never closed: expected ']' before this"),
        Row("a=[1,\n2\n b = 3", 3, 2, 3, "the array that starts on line 1 is never closed: expected ']' before this"),
        Row("a=[1,\n[b]\nc=1", 2, 1, 2, "the array that starts on line 1 is never closed: expected ']' before this"),
        Row("a={b=1", 1, 7, 7, "the inline table that starts on line 1 is never closed: expected '}'"),
        Row("a={", 1, 4, 4, "the inline table that starts on line 1 is never closed: expected '}'"),
        Row("a={b=1 c=2}", 1, 8, 9, "expected ',' or '}' in the inline table that starts on line 1, found 'c'"),
        Row("a={b=1,}", 1, 7, 8, "an inline table has no comma behind its last value: remove it"),
        Row("a={,}", 1, 4, 5, "a key is missing before ','"),
        Row("a={b=1\n}", 1, 7, 7, InlineBreak),
        Row("a={\n  b=1,\n  c={\n    d=2,\n  },\n}\ne=1", 1, 4, 4, InlineBreak),
        Row("a={ # x\nb=1}", 1, 5, 6, InlineBreak),
        Row("a={b=1\n[c]\nd=1", 1, 7, 7, InlineBreak),
        Row("a={b=1,b=2}", 1, 8, 9, "duplicate key \"b\": first set on line 1"),
    ];

    private const string InlineBreak =
        "the inline table that starts on line 1 must end on the same line: join the lines, or use a [table]";

    private static IEnumerable<TestCaseData> Keys() =>
    [
        Row("a", 1, 2, 2, "expected '=' after the key \"a\", found the end of the file"),
        Row("a b = 1", 1, 3, 4, "expected '=' after the key \"a\", found 'b'"),
        Row("a: 1", 1, 2, 3, "write '=' between the key \"a\" and its value, not ':'"),
        Row("= 1", 1, 1, 2, "a key is missing before '='"),
        Row("a..b = 1", 1, 3, 4, "a part of the key is missing after the dot, before '.'"),
        Row("a. = 1", 1, 4, 5, "a part of the key is missing after the dot, before '='"),
        Row("é = 1", 1, 1, 2, $"'é' {KeyForm}"),
        Row("! = 1", 1, 1, 2, $"'!' {KeyForm}"),
        Row("\f = 1", 1, 1, 2, "character U+000C is not allowed here"),
        Row("a=1\n\uFEFFb=1", 2, 1, 2, $"character U+FEFF {KeyForm}"),
        Row("\"a = 1", 1, 1, 7, "the string that starts on line 1 is never closed: expected \" before the end of the line"),
        Row("'''a''' = 1", 1, 1, 8, "a key cannot be a string of several lines: use one quote on each side"),
        Row("[]", 1, 2, 3, "a key is missing before ']'"),
        Row("[a.]", 1, 4, 5, "a part of the key is missing after the dot, before ']'"),
        Row("[a\nb=1", 1, 3, 3, "the table header is not closed: expected ], found the end of the line"),
        Row("[[a]\nb=1", 1, 5, 5, "the table header is not closed: expected ]], found the end of the line"),
        Row("[[a] ]\nb=1", 1, 5, 6, "the table header is not closed: expected ]], found ' '"),
        Row("[a] b", 1, 5, 6, "expected the end of the line after the table header, found 'b'"),
    ];

    private static IEnumerable<TestCaseData> Definitions() =>
    [
        Row("name=1\n\n\tname=2", 3, 2, 6, "duplicate key \"name\": first set on line 1"),
        Row("a.b=1\na.\"b\"=2", 2, 3, 6, "duplicate key \"a.b\": first set on line 1"),
        Row("\n\n[dhcp]\n[tftp]\n[dhcp]\nx=1", 5, 1, 7, "table [dhcp] is defined twice; first on line 3"),
        Row("[a.b]\n[a]\n[ a ]", 3, 1, 6, "table [a] is defined twice; first on line 2"),
        Row("[a]\nb.c=1\n[a.b]", 3, 1, 6, "table [a.b] is already defined by dotted keys on line 2"),
        Row("[a.b.c]\n[a]\nb.d=1\n[a.b]", 4, 1, 6, "table [a.b] is already defined by dotted keys on line 3"),
        Row("[[a]]\n[a]", 2, 1, 4, "[a] is an array of tables since line 1: write [[a]] to add an element"),
        Row("[a]\n[[a]]", 2, 1, 6, "[[a]] cannot add to \"a\", which is a table with its own header since line 1"),
        Row("[a.b]\n[[a]]", 2, 1, 6, "[[a]] cannot add to \"a\", which is a table since line 1"),
        Row("a=[{}]\n[[a]]", 2, 1, 6, "[[a]] cannot add to \"a\", which is an array since line 1"),
        Row("a=1\n[a]", 2, 1, 4, "[a] cannot be a table: \"a\" is an integer since line 1"),
        Row("a={}\n[a.b]", 2, 2, 3, "\"a\" is a complete inline table since line 1; a header cannot add keys to it"),
        Row("a={b.c=1}\n[a.b.d]", 2, 2, 3, "\"a\" is a complete inline table since line 1; a header cannot add keys to it"),
        Row("a={}\na.b=1", 2, 1, 2, "\"a\" is a complete inline table since line 1; dotted keys cannot add keys to it"),
        Row("a={b={}, b.c=1}", 1, 10, 11, "\"b\" is a complete inline table since line 1; dotted keys cannot add keys to it"),
        Row("[a.b]\n[a]\nb.c=1", 3, 1, 2, "\"b\" is a table with its own header since line 1; dotted keys cannot add keys to it"),
        Row("[[a.b]]\n[a]\nb.c=1", 3, 1, 2, "\"b\" is an array of tables since line 1; dotted keys cannot add keys to it"),
        Row("a=''\n[a.b]", 2, 2, 3, "\"a\" is a string since line 1; a header cannot add keys to it"),
    ];

    private static TestCaseData Row(string toml, int line, int column, int endColumn, string message) =>
        new TestCaseData(toml, line, column, endColumn, message).SetArgDisplayNames(TomlRendering.Quote(toml));
}
