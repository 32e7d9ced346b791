using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Tests.Configuration.Toml;

/// <summary>Documents written at random, together with what they mean, are read as that.</summary>
[SuppressMessage("Security", "CA5394", Justification = "A seeded generator makes the texts the same in every run.")]
public sealed class TomlRoundTripTests
{
    private static readonly string[] _texts = ["", "a", "é", "😀", "\"", "'", "\\", "\n", "\t", "\u0001", "\u007F", "#", "b c", "=", "\"\"\""];

    [Test]
    [CancelAfter(20_000)]
    public void What_is_written_is_read() =>
        Check.One(
            FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1_000),
            Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
            {
                (string toml, string meaning) = new Author(new Random(seed)).Document();
                bool read = TomlDocument.TryParse(toml, "", out TomlTable root, out IReadOnlyList<TomlError> errors);
                return (read && TomlRendering.Of(root) == meaning).Label($"{string.Join('\n', errors)}\n{toml}\nmeans {meaning}");
            }));

    private sealed class Author(Random random)
    {
        private int _keys;

        public (string Toml, string Meaning) Document()
        {
            StringBuilder toml = new();
            List<string> meanings = [Pairs(toml)];
            for (int tables = random.Next(4); tables > 0; tables--)
            {
                (string key, string keyMeaning) = Key();
                bool isElement = random.Next(2) == 0;
                toml.Append(isElement ? $"[[ {key}]]" : $"[{key} ]").Append(LineEnd());
                string table = $"{{{Pairs(toml)}}}";
                meanings.Add(isElement ? $"{keyMeaning}: [{table}]" : $"{keyMeaning}: {table}");
            }

            return (toml.ToString(), $"{{{string.Join(", ", meanings.Where(meaning => meaning.Length > 0))}}}");
        }

        private string Pairs(StringBuilder toml)
        {
            List<string> meanings = [];
            for (int pairs = random.Next(5); pairs > 0; pairs--)
            {
                (string pair, string meaning) = Pair(depth: 0);
                toml.Append(Blank()).Append(pair).Append(LineEnd());
                meanings.Add(meaning);
            }

            return string.Join(", ", meanings);
        }

        private (string Toml, string Meaning) Pair(int depth)
        {
            (string key, string keyMeaning) = Key();
            (string value, string meaning) = Value(depth);
            if (random.Next(4) > 0)
            {
                return ($"{key}{Blank()}={Blank()}{value}", $"{keyMeaning}: {meaning}");
            }

            (string inner, string innerMeaning) = Key();
            return ($"{key}.{Blank()}{inner} = {value}", $"{keyMeaning}: {{{innerMeaning}: {meaning}}}");
        }

        private (string Toml, string Meaning) Key()
        {
            string number = (_keys++).ToString(CultureInfo.InvariantCulture);
            if (random.Next(2) == 0)
            {
                return (number, TomlRendering.Quote(number));
            }

            string key = number + Text();
            return (Basic(key), TomlRendering.Quote(key));
        }

        private (string Toml, string Meaning) Value(int depth)
        {
            switch (random.Next(depth < 4 ? 8 : 6))
            {
                case 0:
                    long whole = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
                    return (Integer(whole), whole.ToString(CultureInfo.InvariantCulture));
                case 1:
                    double number = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 14));
                    return (number.ToString("E16", CultureInfo.InvariantCulture), TomlRendering.Float(number));
                case 2:
                    return random.Next(2) == 0 ? ("true", "true") : ("false", "false");
                case 3:
                    DateTime local = new(random.NextInt64(DateTime.MaxValue.Ticks));
                    string date = local.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
                    return (random.Next(2) == 0 ? date : date.Replace('T', ' '), date);
                case 4:
                    string literal = Text();
                    return literal.IndexOfAny(['\'', '\n', '\u0001', '\u007F']) < 0
                        ? ($"'{literal}'", TomlRendering.Quote(literal))
                        : (Basic(literal), TomlRendering.Quote(literal));
                case 5:
                    string text = Text();
                    return ($"\"\"\"{(random.Next(2) == 0 ? "\r\n" : "\\\n  ")}{Escaped(text)}\"\"\"", TomlRendering.Quote(text));
                case 6:
                    List<(string Toml, string Meaning)> items = [.. Some(() => Value(depth + 1))];
                    return ($"[{Blank()}{string.Join($",{LineEnd()}", items.Select(item => item.Toml))}{LineEnd()}]",
                        $"[{string.Join(", ", items.Select(item => item.Meaning))}]");
                default:
                    List<(string Toml, string Meaning)> pairs = [.. Some(() => Pair(depth + 1))];
                    return ($"{{{string.Join(" , ", pairs.Select(pair => pair.Toml))}}}",
                        $"{{{string.Join(", ", pairs.Select(pair => pair.Meaning))}}}");
            }
        }

        private IEnumerable<(string Toml, string Meaning)> Some(Func<(string Toml, string Meaning)> write) =>
            Enumerable.Range(0, random.Next(4)).Select(_ => write());

        private string Integer(long value) => (value >= 0 ? random.Next(3) : 0) switch
        {
            1 => $"0x{value:x}",
            2 => $"0b{value:b}",
            _ => value.ToString(CultureInfo.InvariantCulture),
        };

        private string Text() => string.Concat(random.GetItems(_texts, random.Next(6)));

        private string Blank() => random.Next(3) switch { 0 => " ", 1 => "\t ", _ => string.Empty };

        private string LineEnd() => random.Next(3) switch { 0 => " # [x] = 'é\n", 1 => "\r\n \n", _ => "\n" };

        private static string Basic(string text) => $"\"{Escaped(text)}\"";

        private static string Escaped(string text) => text
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\u0001", "\\u0001", StringComparison.Ordinal)
            .Replace("\u007F", "\\U0000007f", StringComparison.Ordinal);
    }
}
