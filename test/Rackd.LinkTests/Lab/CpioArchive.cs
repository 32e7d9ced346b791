using System.Globalization;
using System.Text;

namespace Rackd.LinkTests.Lab;

/// <summary>Writes the archive format "newc" in which Linux takes its initial file system.</summary>
internal sealed class CpioArchive(Stream output)
{
    private const int RegularFile = 0x8000;
    private const int FolderMode = 0x41ED;
    private const int CharacterDeviceMode = 0x2180;
    private const int Alignment = 4;

    private int _inode;
    private long _written;

    public void AddDirectory(string name) => Add(name, FolderMode, [], 0, 0);

    public void AddFile(string name, int permissions, byte[] content) =>
        Add(name, RegularFile | permissions, content, 0, 0);

    public void AddCharacterDevice(string name, int major, int minor) =>
        Add(name, CharacterDeviceMode, [], major, minor);

    public void Finish() => Add("TRAILER!!!", 0, [], 0, 0);

    private void Add(string name, int mode, byte[] content, int major, int minor)
    {
        int[] fields = [++_inode, mode, 0, 0, 1, 0, content.Length, 0, 0, major, minor, name.Length + 1, 0];
        StringBuilder header = new("070701");
        foreach (int field in fields)
        {
            header.Append(field.ToString("X8", CultureInfo.InvariantCulture));
        }

        header.Append(name).Append('\0');
        Write(Encoding.ASCII.GetBytes(header.ToString()));
        Write(content);
    }

    private void Write(byte[] bytes)
    {
        output.Write(bytes);
        _written += bytes.Length;
        int padding = (int)(-_written & (Alignment - 1));
        output.Write(new byte[padding]);
        _written += padding;
    }
}
