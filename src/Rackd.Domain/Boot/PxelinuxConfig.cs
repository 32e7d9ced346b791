using System.Text;
using Rackd.Domain.Configuration;

namespace Rackd.Domain.Boot;

/// <summary>PXELINUX's configuration file for a machine.</summary>
public static class PxelinuxConfig
{
    // Tenths of a second.
    private const int MessageTime = 300;

    /// <summary>Renders the file.</summary>
    /// <param name="profile">The machine's profile.</param>
    /// <param name="subject">The machine.</param>
    /// <param name="directory">What stood before <c>pxelinux.cfg/</c>: empty, or a directory with a slash at the end.</param>
    public static string Render(CompiledProfile profile, BootSubject subject, string directory)
    {
        StringBuilder text = new();
        string name = BootText.Plain(profile.Config.Name);
        Line(text, $"SAY rackd: profile {name} for {BootText.Plain(subject.DisplayName, ' ')}");
        switch (profile.Config.Kind)
        {
            case BootProfileKind.Kernel:
                Kernel(text, profile, subject, directory);
                break;
            case BootProfileKind.Local:
                Line(text, "DEFAULT rackd");
                Line(text, "LABEL rackd");
                Line(text, "  LOCALBOOT 0");
                break;
            case BootProfileKind.Chain:
                Message(text, $"profile {name} ends with this loader, and no file {directory}pxelinux.cfg/default configures it");
                break;
            case BootProfileKind.Script:
                Message(text, $"profile {name} is an iPXE script, which PXELINUX cannot run");
                break;
        }

        return text.ToString();
    }

    private static void Kernel(StringBuilder text, CompiledProfile profile, BootSubject subject, string directory)
    {
        BootProfileConfig config = profile.Config;
        Line(text, "DEFAULT rackd");
        Line(text, "LABEL rackd");
        Line(text, $"  KERNEL {Path(config.Kernel ?? string.Empty, directory)}");
        if (config.Initrd.Count > 0)
        {
            Line(text, $"  INITRD {string.Join(',', config.Initrd.Select(file => Path(file, directory)))}");
        }

        Line(text, $"  APPEND {profile.Cmdline(subject)}".TrimEnd());
        if (subject.Mac is null)
        {
            // PXELINUX appends BOOTIF itself.
            Line(text, "  IPAPPEND 2");
        }
    }

    private static void Message(StringBuilder text, string message)
    {
        Line(text, $"SAY rackd: {BootText.OneLine(message)}");
        Line(text, "DEFAULT rackd");
        Line(text, "PROMPT 1");
        Line(text, $"TIMEOUT {MessageTime}");
        Line(text, "LABEL rackd");
        Line(text, "  LOCALBOOT -1");
    }

    // PXELINUX puts its own directory before a name; "::" forbids that.
    private static string Path(string file, string directory)
    {
        string plain = BootText.OneLine(file).TrimStart('/');
        return directory.Length == 0 ? plain : $"::{plain}";
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
