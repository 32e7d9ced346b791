using System.Text;
using Rackd.Domain.Configuration;

namespace Rackd.Domain.Boot;

/// <summary>
/// GRUB's <c>grub.cfg</c> for a machine. Files are named by absolute path and so come from where GRUB itself came from, by
/// TFTP: signed GRUB cannot load its http module under Secure Boot.
/// </summary>
public static class GrubConfig
{
    private const int WaitSeconds = 15;

    /// <summary>Renders the file.</summary>
    /// <param name="profile">The machine's profile.</param>
    /// <param name="subject">The machine.</param>
    /// <param name="directory">Where GRUB looked for it: empty, or a directory with a slash at the end.</param>
    public static string Render(CompiledProfile profile, BootSubject subject, string directory)
    {
        StringBuilder text = new();
        string name = BootText.Plain(profile.Config.Name);
        Line(text, $"echo 'rackd: profile {name} for {BootText.Plain(subject.DisplayName, ' ')}'");
        switch (profile.Config.Kind)
        {
            case BootProfileKind.Kernel:
                Kernel(text, profile, subject, directory);
                break;
            case BootProfileKind.Local:
                Line(text, "exit");
                break;
            case BootProfileKind.Chain:
                Message(text, $"profile {name} ends with this loader, and no file {directory}grub.cfg configures it");
                break;
            case BootProfileKind.Script:
                Message(text, $"profile {name} is an iPXE script, which GRUB cannot run");
                break;
        }

        return text.ToString();
    }

    private static void Kernel(StringBuilder text, CompiledProfile profile, BootSubject subject, string directory)
    {
        BootProfileConfig config = profile.Config;
        string[] arguments = profile.Cmdline(subject).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Line(text, "set timeout=0");
        Line(text, "set fallback=1");
        Line(text, $"menuentry '{BootText.Plain(config.Name)}' {{");
        Line(text, $"  linux {string.Join(' ', [Path(config.Kernel ?? string.Empty), .. arguments.Select(BootText.GrubWord)])}");
        if (config.Initrd.Count > 0)
        {
            Line(text, $"  initrd {string.Join(' ', config.Initrd.Select(Path))}");
        }

        Line(text, "}");
        Line(text, "menuentry 'Try again' {");
        Line(text, $"  echo 'rackd: boot failed, see above; trying again in {WaitSeconds} s'");
        Line(text, $"  sleep --interruptible {WaitSeconds}");
        Line(text, $"  configfile {Path(directory + "grub.cfg")}");
        Line(text, "}");
    }

    private static void Message(StringBuilder text, string message)
    {
        Line(text, $"echo {BootText.GrubWord("rackd: " + message)}");
        Line(text, $"sleep --interruptible {WaitSeconds}");
        Line(text, "exit");
    }

    private static string Path(string file) => BootText.GrubWord("/" + BootText.OneLine(file).TrimStart('/'));

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
