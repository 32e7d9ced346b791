using FsCheck;
using FsCheck.Fluent;
using Rackd.Domain.Boot;

namespace Rackd.Domain.Tests.Boot;

internal sealed class BootTemplateTests
{
    [TestCase("machine.name", "r1u07")]
    [TestCase("machine.mac", "52:54:00:12:34:56")]
    [TestCase("machine.uuid", "00112233-4455-6677-8899-aabbccddeeff")]
    [TestCase("subnet.name", "r1")]
    [TestCase("subnet.gateway", "10.1.0.254")]
    [TestCase("subnet.mask", "255.255.255.0")]
    [TestCase("server.ip", "10.1.0.1")]
    [TestCase("server.http", "http://10.1.0.1:5248")]
    [TestCase("profile.name", "debian")]
    public void Value(string name, string expected) =>
        Assert.That(Render($"<{{{{{name}}}}}|{{{{ {name} }}}}>", Rack.Subject), Is.EqualTo($"<{expected}|{expected}>"));

    [Test]
    public void Every_value_has_a_row_above()
    {
        string[] rows = [.. typeof(BootTemplateTests).GetMethod(nameof(Value))!
            .GetCustomAttributes(typeof(TestCaseAttribute), inherit: false)
            .Cast<TestCaseAttribute>()
            .Select(row => (string)row.Arguments[0]!)
            .Order(StringComparer.Ordinal)];
        Assert.That(BootTemplate.Names, Is.EqualTo(rows));
    }

    [Test]
    public void What_is_not_known_renders_as_nothing() =>
        Assert.That(
            Render("a{{machine.name}}{{machine.mac}}{{machine.uuid}}{{subnet.name}}{{subnet.gateway}}{{subnet.mask}}b", Rack.Stranger),
            Is.EqualTo("ab"));

    [Test]
    public void An_ipv6_server_is_written_as_an_address_and_as_a_host()
    {
        BootSubject subject = Rack.Subject with { Server = Rack.Ip("fd00::1") };
        Assert.That(Render("{{server.ip}} {{server.http}}", subject), Is.EqualTo("fd00::1 http://[fd00::1]:5248"));
    }

    [TestCase("a {{machine.nmae}}", 2, "machine.nmae")]
    [TestCase("{{machine.name", 0, "}}")]
    [TestCase("{{machine.name}} {{", 17, "}}")]
    [TestCase("{{}}", 0, "no value \"\"")]
    [TestCase("{{a{{machine.name}}", 0, "a{{machine.name")]
    public void Mistake_has_its_place(string text, int position, string part)
    {
        bool compiled = BootTemplate.TryCompile(text, out _, out TemplateError? error);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(compiled, Is.False);
            Assert.That(error?.Position, Is.EqualTo(position));
            Assert.That(error?.Message, Does.Contain(part));
        }
    }

    [TestCase("${net0/mac} {x} }} %s \\")]
    [TestCase("")]
    public void Text_without_values_stays_as_it_is(string text) => Assert.That(Render(text, Rack.Subject), Is.EqualTo(text));

    [Test]
    public void No_value_can_expand_end_a_line_or_a_word() =>
        Prop.ForAll<string>(name =>
        {
            string value = Render("{{machine.name}}", Rack.Subject with { MachineName = name + "${x}\n'\";|&#` $(x)\\" });
            return value.IndexOfAny(['$', '{', '\n', '\r', '\'', '"', ';', '|', '&', '#', ' ', '`', '\\', '(']) < 0;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void No_text_throws() =>
        Prop.ForAll<string>(text => BootTemplate.TryCompile("{{" + text, out _, out _) || true).QuickCheckThrowOnFailure();

    private static string Render(string text, BootSubject subject) =>
        BootTemplate.TryCompile(text, out BootTemplate? template, out TemplateError? error)
            ? template.Render(subject, "debian")
            : throw new FormatException(error.Message);
}
