namespace Rackd.LinkTests.Lab;

/// <summary>A temporary directory.</summary>
internal sealed class LabDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rackd-lab-").FullName;

    public string File(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    public string Write(string name, string text)
    {
        string path = File(name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a script that the shell runs; once, since what runs cannot be written.</summary>
    public string WriteScript(string name, string text)
    {
        if (System.IO.File.Exists(File(name)))
        {
            return File(name);
        }

        string path = Write(name, "#!/bin/sh\n" + text);
        System.IO.File.SetUnixFileMode(
            path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
