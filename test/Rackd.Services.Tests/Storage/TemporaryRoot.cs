using System.Diagnostics;

namespace Rackd.Services.Tests.Storage;

/// <summary>A directory of its own, with what a root may hold and what lies beside it.</summary>
internal sealed class TemporaryRoot : IDisposable
{
    private readonly string _top = Directory.CreateTempSubdirectory("rackd-root-").FullName;

    public TemporaryRoot()
    {
        Directory.CreateDirectory(Path);
        Write("../secret.txt", "outside");
    }

    public string Path => System.IO.Path.Combine(_top, "root");

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Link(string name, string target) => File.CreateSymbolicLink(System.IO.Path.Combine(Path, name), target);

    public void MakeFifo(string name)
    {
        using Process mkfifo = Process.Start("mkfifo", [System.IO.Path.Combine(Path, name)]);
        mkfifo.WaitForExit();
        if (mkfifo.ExitCode != 0)
        {
            throw new IOException("mkfifo failed");
        }
    }

    public void Dispose() => Directory.Delete(_top, recursive: true);
}
