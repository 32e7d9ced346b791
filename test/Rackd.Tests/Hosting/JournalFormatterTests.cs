using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rackd.Hosting;
using Rackd.Testing;

namespace Rackd.Tests.Hosting;

public sealed class JournalFormatterTests
{
    [TestCase(LogLevel.Critical, "<2>")]
    [TestCase(LogLevel.Error, "<3>")]
    [TestCase(LogLevel.Warning, "<4>")]
    [TestCase(LogLevel.Information, "<6>")]
    [TestCase(LogLevel.Debug, "<7>")]
    public void The_journal_gets_the_priority_in_front(LogLevel level, string prefix) =>
        Assert.That(Format(true, level, "leased"), Is.EqualTo(prefix + "leased\n"));

    [Test]
    public void A_terminal_gets_time_and_level() =>
        Assert.That(Format(false, LogLevel.Warning, "leased"), Is.EqualTo("03:04:05.000 warn  leased\n"));

    [Test]
    public void An_entry_is_one_line_whatever_the_network_put_into_it() => Assert.That(
        Format(true, LogLevel.Information, "a\n<0>b\r\u001b[2J\u2028\u202e\u0000\u0085é"),
        Is.EqualTo("<6>a\\n<0>b\\r\\x1b[2J\\u2028\\u202e\\x00\\u0085é\n"));

    [Test]
    public void An_exception_stays_on_the_line() => Assert.That(
        Format(true, LogLevel.Error, "failed", new IOException("disk\nfull")),
        Is.EqualTo("<3>failed (IOException: disk\\nfull)\n"));

    [Test]
    public void Standard_error_is_the_journal_s_when_the_inode_agrees()
    {
        string link = Path.Combine(Directory.CreateTempSubdirectory("rackd-test-").FullName, "2");
        File.CreateSymbolicLink(link, "socket:[4711]");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(JournalDetection.IsStandardError("8:4711", link), Is.True);
            Assert.That(JournalDetection.IsStandardError("8:4712", link), Is.False);
            Assert.That(JournalDetection.IsStandardError("4711", link), Is.False);
            Assert.That(JournalDetection.IsStandardError(null, link), Is.False);
            Assert.That(JournalDetection.IsStandardError("8:4711", link + "gone"), Is.False);
        }
    }

    private static string Format(bool underJournal, LogLevel level, string message, Exception? fault = null)
    {
        using StringWriter writer = new();
        LogEntry<string> entry = new(level, "Rackd.Test", 1, message, fault, (text, _) => text);
        new JournalFormatter(underJournal, new ManualTime()).Write(in entry, null, writer);
        return writer.ToString();
    }
}
