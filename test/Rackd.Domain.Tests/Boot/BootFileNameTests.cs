using FsCheck;
using FsCheck.Fluent;
using Rackd.Domain.Boot;

namespace Rackd.Domain.Tests.Boot;

internal sealed class BootFileNameTests
{
    [TestCase("x", "x")]
    [TestCase("/x", "x")]
    [TestCase("//x", "x")]
    [TestCase("./x", "x")]
    [TestCase("a//b", "a/b")]
    [TestCase("a/b/", "a/b")]
    [TestCase("a/../b", "b")]
    [TestCase("a/b/../../c", "c")]
    [TestCase(@"\boot\x64\wdsnbp.com", "boot/x64/wdsnbp.com")]
    [TestCase(@"a\..\b", "b")]
    [TestCase("snponly.efi\u00FF", "snponly.efi")]
    [TestCase("snponly.efi\u00FF\u00FF\uFFFD", "snponly.efi")]
    [TestCase("...", "...")]
    [TestCase("..a", "..a")]
    [TestCase("a%2e%2e", "a%2e%2e")]
    [TestCase("ümlaut/\U0001F600", "ümlaut/\U0001F600")]
    [TestCase("", "")]
    [TestCase("/", "")]
    [TestCase("a/..", "")]
    public void Name_reaches(string raw, string expected)
    {
        bool accepted = BootFileName.TryNormalise(raw, out string? name);
        Assert.That((accepted, name), Is.EqualTo((true, (string?)expected)));
    }

    [TestCase("..")]
    [TestCase("../etc/passwd")]
    [TestCase("/../etc/passwd")]
    [TestCase(@"..\etc\passwd")]
    [TestCase("a/../../etc/passwd")]
    [TestCase(@"a\..\..\etc/passwd")]
    [TestCase("./.././x")]
    [TestCase("a\0b")]
    [TestCase("a\nb")]
    [TestCase("a\u007F")]
    [TestCase("a\u0085b")]
    public void Name_is_refused(string raw) => Assert.That(BootFileName.TryNormalise(raw, out _), Is.False);

    // An attribute cannot hold half a character.
    [Test]
    public void Half_a_character_is_refused() =>
        Assert.That(BootFileName.TryNormalise(['\uD800', 'x'], out _), Is.False);

    [Test]
    public void Longest_names_are_accepted_and_longer_ones_refused()
    {
        string part = new('a', BootFileName.MaxPartLength);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(BootFileName.TryNormalise(part, out _), Is.True);
            Assert.That(BootFileName.TryNormalise(part + "a", out _), Is.False);
            Assert.That(BootFileName.TryNormalise($"{part}/{part}/", out _), Is.True);
            Assert.That(BootFileName.TryNormalise($"{part}/{part}//", out _), Is.False);
        }
    }

    [Test]
    public void Whatever_is_asked_never_leads_out_of_the_root()
    {
        Gen<string> piece = Gen.Elements(
            "..", ".", "/", "\\", "a", "etc", "passwd", "\0", "\u00FF", "%2e", " ", "\uD800", "boot.ipxe", "x\n", "...");
        Arbitrary<string> names = Gen.ArrayOf(piece).Select(string.Concat).ToArbitrary();
        Prop.ForAll(names, raw => !BootFileName.TryNormalise(raw, out string? name) || IsInside(name))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
        Prop.ForAll<string>(raw => !BootFileName.TryNormalise(raw, out string? name) || IsInside(name))
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void A_normal_name_stays_as_it_is()
    {
        Gen<string> piece = Gen.Elements("..", "a", "b", "c.efi", "d e");
        Arbitrary<string> names = Gen.ArrayOf(piece).Select(parts => string.Join('/', parts)).ToArbitrary();
        Prop.ForAll(names, raw =>
                !BootFileName.TryNormalise(raw, out string? once)
                || (BootFileName.TryNormalise(once, out string? twice) && once == twice))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Test]
    public void What_is_displayed_has_no_control_characters_and_an_end() =>
        Prop.ForAll<string>(raw =>
        {
            string shown = BootFileName.ForDisplay(raw + "\u001B[31m\n" + new string('x', 300));
            return shown.Length == 256 && !shown.Any(char.IsControl);
        }).QuickCheckThrowOnFailure();

    private static bool IsInside(string name) =>
        Path.GetFullPath("/root/" + name) is { } full
        && (full is "/root" or "/root/" || full.StartsWith("/root/", StringComparison.Ordinal))
        && !name.StartsWith('/')
        && !name.Contains('\\', StringComparison.Ordinal)
        && !name.Any(char.IsControl);
}
