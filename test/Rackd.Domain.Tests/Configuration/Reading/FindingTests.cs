using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;

namespace Rackd.Domain.Tests.Configuration.Reading;

/// <summary>Goes through <c>Findings.txt</c>.</summary>
internal sealed class FindingTests
{
    private const string Verdict = "=> ";

    private static readonly string _text =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Configuration", "Reading", "Findings.txt"));

    [TestCaseSource(nameof(Snippets))]
    public void A_fault_is_told_with_its_place(string toml, string expected)
    {
        ConfigReading reading = ConfigReader.Read("rackd.toml", toml);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join('\n', reading.Findings.Select(Show)), Is.EqualTo(expected));
            Assert.That(
                reading.IsUsable,
                Is.EqualTo(reading.Findings.All(finding => finding.Severity == ConfigSeverity.Warning)));
            Assert.That(
                reading.Findings.Select(finding => finding.Code[0]),
                Is.EqualTo(reading.Findings.Select(finding => finding.Severity == ConfigSeverity.Error ? 'E' : 'W')));
        }
    }

    [Test]
    public void Every_code_has_a_snippet()
    {
        // Two files (MergeTests), and what lies on disk.
        string[] elsewhere =
        [
            nameof(ConfigErrorCode.SetTwice),
            nameof(ConfigErrorCode.BadProfile),
            nameof(ConfigErrorCode.MissingBootFile),
            nameof(ConfigErrorCode.BootIncomplete),
        ];
        IEnumerable<string> codes = typeof(ConfigErrorCode).GetFields()
            .Where(field => !elsewhere.Contains(field.Name))
            .Select(field => $" {field.GetRawConstantValue()} ");

        Assert.That(codes.Where(code => !_text.Contains(code, StringComparison.Ordinal)), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Snippets()
    {
        foreach (string part in _text.Split("\n## ").Skip(1))
        {
            string[] lines = part.TrimEnd().Split('\n');
            string toml = string.Join(
                '\n', lines.Skip(1).Where(line => !line.StartsWith(Verdict, StringComparison.Ordinal)));
            IEnumerable<string> verdicts = lines
                .Where(line => line.StartsWith(Verdict, StringComparison.Ordinal))
                .Select(line => line[Verdict.Length..]);
            yield return new TestCaseData(toml + '\n', string.Join('\n', verdicts))
                .SetName($"{lines[0]} is told with its place".Replace(' ', '_'));
        }
    }

    private static string Show(ConfigError finding)
    {
        string place = FormattableString.Invariant($"{finding.Line}:{finding.Column}-{finding.EndColumn}");
        string note = finding.SeeAlso is { } other
            ? FormattableString.Invariant($"{other.Place.Span.Line}:{other.Place.Span.Column} {other.Text}")
            : string.Empty;
        return $"{place} {finding.Code} {finding.Key} | {finding.Message} | {finding.Suggestion} | {note}".TrimEnd(' ', '|');
    }
}
