using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Rackd.Services.Storage;

/// <summary>A file below the root. Reading fails once the file has become another than was opened.</summary>
internal sealed class DiskBootFile : BootFile
{
    private readonly OpenedFile _file;

    /// <summary>Takes the file over.</summary>
    [SetsRequiredMembers]
    public DiskBootFile(string name, OpenedFile file)
    {
        _file = file;
        FileStatus status = file.Status;
        Name = name;
        Length = status.Length;
        LastModified = DateTimeOffset.FromUnixTimeSeconds(status.ModifiedSeconds);
        EntityTag = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{status.Inode:x}-{status.ModifiedSeconds:x}.{status.ModifiedNanoseconds:x}-{status.Length:x}\"");
    }

    public override int Read(long offset, Span<byte> destination)
    {
        Span<byte> wanted = destination[..(int)Math.Clamp(Length - offset, 0, destination.Length)];
        int done = 0;
        while (done < wanted.Length)
        {
            int count = RandomAccess.Read(_file.Handle, wanted[done..], offset + done);
            if (count == 0)
            {
                throw new IOException($"{Name} was cut short while it was being sent");
            }

            done += count;
        }

        // Looked at after the read: had it been before, a write in between would go unseen.
        return FileStatus.Of(_file.Handle) == _file.Status
            ? done
            : throw new IOException($"{Name} was changed while it was being sent; replace files by renaming new ones over them");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Handle.Dispose();
        }

        base.Dispose(disposing);
    }
}
