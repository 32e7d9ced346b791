using System.Globalization;

namespace Rackd.Services.Ledger;

/// <summary>
/// The files of the ledger. They bear running numbers, not times, so that a clock that jumps neither mixes nor overwrites
/// them.
/// </summary>
/// <param name="directory">Where they lie.</param>
internal sealed class LedgerFiles(string directory)
{
    private const string Prefix = "events-";
    private const string Suffix = ".jsonl";

    /// <summary>Number and path of every file, oldest first.</summary>
    public IReadOnlyList<(long Number, string Path)> List()
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }

        List<(long Number, string Path)> files = [];
        foreach (string path in Directory.EnumerateFiles(directory, $"{Prefix}*{Suffix}"))
        {
            ReadOnlySpan<char> digits = Path.GetFileName(path.AsSpan())[Prefix.Length..^Suffix.Length];
            if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                files.Add((number, path));
            }
        }

        files.Sort();
        return files;
    }

    /// <summary>Opens the file to write to: the newest while it has room, else the next.</summary>
    /// <param name="mostOctets">Size from which a file has no room.</param>
    /// <param name="mostFiles">Most files that are kept; older ones are removed.</param>
    public FileStream OpenNewest(long mostOctets, int mostFiles)
    {
        Directory.CreateDirectory(directory);
        IReadOnlyList<(long Number, string Path)> files = List();
        bool room = files.Count > 0 && new FileInfo(files[^1].Path).Length < mostOctets;
        string path = room ? files[^1].Path : PathOf(files.Count > 0 ? files[^1].Number + 1 : 1);
        int surplus = files.Count + (room ? 0 : 1) - mostFiles;
        for (int index = 0; index < surplus; index++)
        {
            File.Delete(files[index].Path);
        }

        FileStream stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        EndTornLine(stream);
        return stream;
    }

    /// <summary>A crash or a full disk may have cut the last line; what is written next begins on a line of its own.</summary>
    private static void EndTornLine(FileStream stream)
    {
        if (stream.Length > 0)
        {
            stream.Position = stream.Length - 1;
            if (stream.ReadByte() != '\n')
            {
                stream.WriteByte((byte)'\n');
            }
        }
    }

    private string PathOf(long number) =>
        Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D8}{Suffix}"));
}
