using System.Text;
using Rackd.Services.Storage;

namespace Rackd.Services.Tests.Storage;

internal sealed class BootFilesTests : IDisposable
{
    private readonly TemporaryRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Test]
    public void A_file_is_read_to_its_end()
    {
        _root.Write("a/file", "0123456789");
        using DiskBootFile file = OpenFile("a/file");
        byte[] buffer = new byte[8];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(file.Length, Is.EqualTo(10));
            Assert.That(file.Read(0, buffer), Is.EqualTo(8));
            Assert.That(file.Read(8, buffer), Is.EqualTo(2));
            Assert.That(Encoding.ASCII.GetString(buffer), Is.EqualTo("89234567"));
            Assert.That(file.Read(10, buffer), Is.Zero);
            Assert.That(file.Read(99, buffer), Is.Zero);
        }
    }

    [Test]
    public void A_link_inside_the_root_has_the_length_of_its_target([Values] bool absolute)
    {
        string target = _root.Write("a/file", "0123456789");
        _root.Link("link", absolute ? target : "a/file");
        using DiskBootFile file = OpenFile("link");
        Assert.That(file.Length, Is.EqualTo(10));
    }

    [TestCase("../secret.txt")]
    [TestCase("/etc/hostname")]
    [TestCase("/proc/self/environ")]
    public void A_link_out_of_the_root_is_refused(string target)
    {
        _root.Link("link", target);
        Assert.That(Refusal("link"), Is.EqualTo(BootFileRefusal.BadName));
    }

    [Test]
    public void A_directory_that_is_a_link_out_of_the_root_is_refused()
    {
        _root.Link("up", "..");
        Assert.That(Refusal("up/secret.txt"), Is.EqualTo(BootFileRefusal.BadName));
    }

    [Test]
    public void A_root_whose_name_begins_another_name_holds_nothing_of_that()
    {
        string beside = _root.Path + "-beside";
        Directory.CreateDirectory(beside);
        File.WriteAllText(Path.Combine(beside, "file"), "outside");
        _root.Link("link", Path.Combine(beside, "file"));
        Assert.That(Refusal("link"), Is.EqualTo(BootFileRefusal.BadName));
    }

    [Test]
    public void A_root_that_is_a_link_itself_serves_its_files()
    {
        _root.Write("file", "x");
        string link = _root.Path + "-link";
        Directory.CreateSymbolicLink(link, _root.Path);
        BootFileRefusal? refusal = new BootFiles(link).Open("file", out OpenedFile? file, out _);
        file?.Handle.Dispose();
        Assert.That(refusal, Is.Null);
    }

    [Test]
    [CancelAfter(10_000)]
    public void A_fifo_is_refused_and_waits_for_nobody()
    {
        _root.MakeFifo("fifo");
        Assert.That(Refusal("fifo"), Is.EqualTo(BootFileRefusal.NotAFile));
    }

    [TestCase("")]
    [TestCase("a")]
    public void A_directory_is_no_file(string name)
    {
        _root.Write("a/file", "x");
        Assert.That(Refusal(name), Is.EqualTo(BootFileRefusal.NotAFile));
    }

    [TestCase("none")]
    [TestCase("none/file")]
    [TestCase("file/below")]
    [TestCase("circle")]
    public void What_is_not_there_is_not_found(string name)
    {
        _root.Write("file", "x");
        _root.Link("circle", "circle");
        Assert.That(Refusal(name), Is.EqualTo(BootFileRefusal.NotFound));
    }

    [Test]
    public void A_missing_root_has_no_files() =>
        Assert.That(new BootFiles("/nonexistent/rackd").Open("file", out _, out _), Is.EqualTo(BootFileRefusal.NotFound));

    [Test]
    public void A_file_cut_short_fails_rather_than_ends()
    {
        string path = _root.Write("file", new string('x', 100));
        using DiskBootFile file = OpenFile("file");
        using (FileStream stream = File.OpenWrite(path))
        {
            stream.SetLength(10);
        }

        Assert.That(() => file.Read(0, new byte[50]), Throws.InstanceOf<IOException>().With.Message.Contains("cut short"));
    }

    [Test]
    public void A_file_written_over_fails_rather_than_mixes()
    {
        string path = _root.Write("file", "old");
        using DiskBootFile file = OpenFile("file");
        File.WriteAllText(path, "new");
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.That(() => file.Read(0, new byte[3]), Throws.InstanceOf<IOException>().With.Message.Contains("was changed"));
    }

    [Test]
    public void A_file_renamed_over_is_sent_as_it_was_opened()
    {
        string path = _root.Write("file", "old");
        using DiskBootFile old = OpenFile("file");
        File.Move(_root.Write("next", "new"), path, overwrite: true);
        using DiskBootFile current = OpenFile("file");
        byte[] buffer = new byte[3];
        old.Read(0, buffer);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.ASCII.GetString(buffer), Is.EqualTo("old"));
            Assert.That(current.EntityTag, Is.Not.EqualTo(old.EntityTag));
        }
    }

    [Test]
    public void Refusals_leak_no_descriptor()
    {
        _root.Write("file", "x");
        _root.Link("out", "/etc/hostname");
        int before = OpenBelow();
        for (int round = 0; round < 20; round++)
        {
            Refusal("out");
            Refusal(string.Empty);
            OpenFile("file").Dispose();
        }

        Assert.That(OpenBelow(), Is.EqualTo(before));
    }

    // Descriptors of this root only: other tests of the process open files meanwhile.
    private int OpenBelow() => Directory.EnumerateFileSystemEntries("/proc/self/fd")
        .Count(entry => new FileInfo(entry).LinkTarget?.StartsWith(_root.Path, StringComparison.Ordinal) == true);

    private BootFileRefusal? Refusal(string name)
    {
        BootFileRefusal? refusal = new BootFiles(_root.Path).Open(name, out OpenedFile? file, out _);
        file?.Handle.Dispose();
        return refusal;
    }

    private DiskBootFile OpenFile(string name)
    {
        BootFileRefusal? refusal = new BootFiles(_root.Path).Open(name, out OpenedFile? file, out string? detail);
        return new DiskBootFile(name, file ?? throw new IOException($"{refusal}: {detail}"));
    }
}
