using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Tests.Configuration.Toml;

/// <summary>Octets: UTF-8, with or without its mark, and nothing else.</summary>
public sealed class TomlEncodingTests
{
    [Test]
    public void A_byte_order_mark_may_lead()
    {
        bool read = TomlDocument.TryParse("\uFEFFa = 'é'"u8, "", out TomlTable root, out _);

        Assert.That(read, Is.True);
        Assert.That(TomlRendering.Of(root), Is.EqualTo("{\"a\": \"\\u00E9\"}"));
    }

    [Test]
    public void A_second_byte_order_mark_is_refused() =>
        Assert.That(Error("\uFEFF\uFEFFa=1"u8).Column, Is.EqualTo(1));

    [TestCase(new byte[] { 0x61, 0x3D, 0x31, 0x0A, 0xC3, 0xA9, 0xFF }, 2, 2, "0xFF", TestName = "An_octet_that_no_character_has")]
    [TestCase(new byte[] { 0xEF, 0xBB, 0xBF, 0x23, 0xC3 }, 1, 2, "0xC3", TestName = "A_character_cut_off_by_the_end")]
    [TestCase(new byte[] { 0x23, 0xC0, 0x80 }, 1, 2, "0xC0", TestName = "An_overlong_form")]
    [TestCase(new byte[] { 0x23, 0xED, 0xA0, 0x80 }, 1, 2, "0xED", TestName = "Half_a_surrogate_pair")]
    public void Is_refused_at_its_place(byte[] octets, int line, int column, string octet)
    {
        TomlError error = Error(octets);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((error.Line, error.Column, error.EndColumn), Is.EqualTo((line, column, column + 1)));
            Assert.That(error.Message, Is.EqualTo($"octet {octet} is not valid UTF-8 here: save the file as UTF-8"));
        }
    }

    [Test]
    public void UTF_16_is_named() =>
        Assert.That(Error([0xFF, 0xFE, 0x61, 0x00]).Message, Is.EqualTo("the file is UTF-16: save it as UTF-8"));

    private static TomlError Error(ReadOnlySpan<byte> octets)
    {
        Assert.That(TomlDocument.TryParse(octets, "", out _, out IReadOnlyList<TomlError> errors), Is.False);
        return errors.Single();
    }
}
