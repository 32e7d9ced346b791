using System.Text.Json;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Tests.Configuration.Toml;

/// <summary>The toml-test corpus as Debian packages it.</summary>
[Category("NeedsPackages")]
public sealed class TomlCorpusTests
{
    private const string Package = "golang-github-burntsushi-toml-dev";
    private const string Corpus = "/usr/share/gocode/src/github.com/BurntSushi/toml/internal/toml-test/tests";
    private const string Missing = "missing";

    /// <summary>In the corpus as valid, but of TOML 1.1: the package has no list of files per version.</summary>
    private static readonly string[] _newerThanToml10 = ["string/escape-esc"];

    [Test]
    public void The_corpus_is_installed() => AssertInstalled();

    [TestCaseSource(nameof(Valid))]
    public void Reads_what_is_valid(string name)
    {
        AssertInstalled();
        bool read = TomlDocument.TryParse(Octets("valid", name), name, out TomlTable root, out IReadOnlyList<TomlError> errors);
        using JsonDocument wanted = JsonDocument.Parse(File.ReadAllText(Path.Combine(Corpus, "valid", name + ".json")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(errors, Is.Empty);
            Assert.That(read, Is.True);
            Assert.That(TaggedJson.FirstDifference(wanted.RootElement, root), Is.Null);
        }
    }

    [TestCaseSource(nameof(Invalid))]
    public void Refuses_what_is_invalid(string name)
    {
        AssertInstalled();
        bool read = TomlDocument.TryParse(Octets("invalid", name), name, out _, out IReadOnlyList<TomlError> errors);

        TestContext.Out.WriteLine(string.Join('\n', errors));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Is.False);
            Assert.That(errors, Is.Not.Empty);
        }
    }

    [Test]
    public void Refuses_what_only_a_newer_TOML_allows([ValueSource(nameof(_newerThanToml10))] string name)
    {
        AssertInstalled();
        Assert.That(TomlDocument.TryParse(Octets("valid", name), name, out _, out _), Is.False);
    }

    private static IEnumerable<string> Valid() => Names("valid").Except(_newerThanToml10);

    private static IEnumerable<string> Invalid() => Names("invalid");

    private static IEnumerable<string> Names(string kind)
    {
        string folder = Path.Combine(Corpus, kind);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.toml", SearchOption.AllDirectories)
                .Select(file => Path.ChangeExtension(Path.GetRelativePath(folder, file), null))
                .Order(StringComparer.Ordinal)
            : [Missing];
    }

    private static byte[] Octets(string kind, string name) => File.ReadAllBytes(Path.Combine(Corpus, kind, name + ".toml"));

    private static void AssertInstalled() =>
        Assert.That(Directory.Exists(Corpus), Is.True, $"the toml-test corpus is missing: apt-get install {Package}");
}
