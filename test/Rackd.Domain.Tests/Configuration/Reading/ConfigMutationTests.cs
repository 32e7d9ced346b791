using System.Diagnostics.CodeAnalysis;
using System.Text;
using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;
using Rackd.Domain.Reporting;
using Rackd.Domain.Snapshots;

namespace Rackd.Domain.Tests.Configuration.Reading;

[SuppressMessage(
    "Security", "CA5394:Do not use insecure randomness", Justification = "Seeded, so that a failure comes back.")]
internal sealed class ConfigMutationTests
{
    private const int Rounds = 1000;
    private const string Alphabet = "[]{}=\"'#.,:/-_\\\n\t 0179aemstz\0é\uD800𝄞";

    [Test]
    [CancelAfter(60_000)]
    public void A_mutated_example_gives_a_configuration_or_an_error_and_never_throws([Values(1, 2, 3, 4)] int seed)
    {
        Random random = new(seed);
        string[] lines = [.. ExampleFile.Uncommented.Split('\n').Where(
            line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal))];
        int usable = 0;
        for (int round = 0; round < Rounds; round++)
        {
            ConfigSource source = new("mutated.toml", Mutate(lines, random));
            ConfigReading reading = ConfigReader.Read([source]);
            string text = ConfigErrorText.Write(reading.Findings, [source]);
            bool hasErrors = reading.Findings.Any(finding => finding.Severity == ConfigSeverity.Error);
            usable += reading.IsUsable ? 1 : 0;

            Assert.That(reading.IsUsable, Is.EqualTo(!hasErrors), () => $"seed {seed}, round {round}");
            Assert.That(text.Length == 0, Is.EqualTo(reading.Findings.Count == 0));
            if (reading.IsUsable)
            {
                ConfigSnapshot snapshot = new(reading.Config, 1);
                Assert.That(ConfigPlan.Describe(snapshot.Config, []), Has.Count.EqualTo(2 + snapshot.Subnets.Count));
            }
        }

        Assert.That(usable, Is.InRange(1, Rounds - 1));
    }

    private static string Mutate(string[] lines, Random random)
    {
        List<string> mutated = [.. lines];
        for (int edits = random.Next(1, 4); edits > 0; edits--)
        {
            int at = random.Next(mutated.Count);
            int other = random.Next(mutated.Count);
            switch (random.Next(6))
            {
                case 0:
                    mutated.RemoveAt(at);
                    break;
                case 1:
                    mutated.Insert(at, mutated[other]);
                    break;
                case 2:
                    (mutated[at], mutated[other]) = (mutated[other], mutated[at]);
                    break;
                case 3:
                    mutated[at] = WithValueOf(mutated[at], mutated[other]);
                    break;
                default:
                    mutated[at] = WithCharacter(mutated[at], random);
                    break;
            }
        }

        return string.Join('\n', mutated);
    }

    private static string WithValueOf(string line, string other) =>
        line.Contains('=', StringComparison.Ordinal) && other.Contains('=', StringComparison.Ordinal)
            ? line[..line.IndexOf('=', StringComparison.Ordinal)] + other[other.IndexOf('=', StringComparison.Ordinal)..]
            : line;

    private static string WithCharacter(string line, Random random)
    {
        StringBuilder text = new(line);
        char character = Alphabet[random.Next(Alphabet.Length)];
        int at = random.Next(text.Length + 1);
        if (at == text.Length || random.Next(2) == 0)
        {
            text.Insert(at, character);
        }
        else
        {
            text[at] = character;
        }

        return text.ToString();
    }
}
