using System.Text;
using Rackd.Domain.Configuration;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Boot;

/// <summary>
/// The iPXE script of a machine. It says on the screen what it does, and when a file does not come, which; then it waits and
/// asks for a new script, so that a machine whose profile has been mended goes on by itself.
/// </summary>
public static class BootScript
{
    private const string FirstLine = "#!ipxe";
    private const int RetrySeconds = 15;

    /// <summary>Renders the script.</summary>
    public static string Render(CompiledProfile profile, BootSubject subject) => profile.Config.Kind switch
    {
        BootProfileKind.Kernel => Kernel(profile, subject),
        BootProfileKind.Chain => Chain(profile, subject),
        BootProfileKind.Local => Local(profile, subject),
        BootProfileKind.Script => Script(profile, subject),
    };

    private static string Kernel(CompiledProfile profile, BootSubject subject)
    {
        string kernel = profile.Config.Kernel ?? string.Empty;
        List<string> taken = [];
        string kernelName = UniqueName(kernel, taken);
        List<(string File, string Name)> initrds =
            [.. profile.Config.Initrd.Select(file => (file, UniqueName(file, taken)))];

        StringBuilder script = Begin(profile, subject);

        // The kernel's EFI stub finds its initial RAM disks by these names; a BIOS kernel ignores them.
        string arguments = string.Join(' ', [.. initrds.Select(initrd => $"initrd={initrd.Name}"), profile.Cmdline(subject)]);
        Line(script, $"set rackd-step {BootText.Plain(kernel)}");
        Line(script, $"kernel --name {kernelName} {BootUrl.File(subject.Origin, kernel)} {arguments}".TrimEnd() + " || goto failed");
        foreach ((string file, string name) in initrds)
        {
            Line(script, $"set rackd-step {BootText.Plain(file)}");
            Line(script, $"initrd --name {name} {BootUrl.File(subject.Origin, file)} || goto failed");
        }

        Line(script, $"set rackd-step the start of {kernelName}");
        Line(script, "boot || goto failed");
        End(script, subject);
        return script.ToString();
    }

    private static string Chain(CompiledProfile profile, BootSubject subject)
    {
        StringBuilder script = Begin(profile, subject);
        if (ChainLoader(profile.Config, subject.Architecture) is not { } loader)
        {
            Line(script, "set rackd-step the search for a loader for this architecture");
            Line(script, "goto failed");
        }
        else if (LoaderTable.IsIpxe(loader))
        {
            Line(script, $"set rackd-step {BootText.Plain(loader)} is iPXE, which runs already: chain loading it");
            Line(script, "goto failed");
        }
        else
        {
            Line(script, $"set rackd-step {BootText.Plain(loader)}");
            Line(script, $"chain {BootUrl.File(subject.Origin, loader)} || goto failed");
        }

        End(script, subject);
        return script.ToString();
    }

    private static string Local(CompiledProfile profile, BootSubject subject)
    {
        StringBuilder script = Begin(profile, subject);
        Line(script, "echo rackd: leaving to the next boot device");

        // UEFI takes success for "done" and stops at its menu; after a failure it goes on to the next entry.
        Line(script, "exit 1");
        return script.ToString();
    }

    private static string Script(CompiledProfile profile, BootSubject subject)
    {
        string text = profile.Script(subject).ReplaceLineEndings("\n");
        string headed = text.StartsWith(FirstLine, StringComparison.Ordinal) ? text : $"{FirstLine}\n{text}";
        return headed.EndsWith('\n') ? headed : headed + "\n";
    }

    private static StringBuilder Begin(CompiledProfile profile, BootSubject subject)
    {
        StringBuilder script = new();
        Line(script, FirstLine);
        Line(script, $"echo rackd: profile {BootText.Plain(profile.Config.Name)} for {BootText.Plain(subject.DisplayName, ' ')}");
        return script;
    }

    private static void End(StringBuilder script, BootSubject subject)
    {
        string again = subject.Mac is { } mac
            ? BootUrl.Script(subject.Origin, mac, subject.Architecture, subject.Uuid)
            : BootUrl.File(subject.Origin, BootUrl.ScriptName);
        Line(script, ":failed");
        Line(script, "echo rackd: ${rackd-step} failed, see above");
        Line(
            script,
            $"prompt --key s --timeout {RetrySeconds}000 rackd: trying again in {RetrySeconds} s, press s for a shell && shell ||");
        Line(script, "imgfree ||");
        Line(script, $"chain --autofree --replace {again} ||");
        Line(script, "goto failed");
    }

    private static string? ChainLoader(BootProfileConfig profile, ClientArchitecture? architecture)
    {
        if (architecture is { } known)
        {
            return LoaderTable.Find(profile, known);
        }

        return profile.Loaders.Count == 1 ? profile.Loaders.Values.First() : null;
    }

    // Two files of one name would be one file to the kernel.
    private static string UniqueName(string file, List<string> taken)
    {
        string plain = BootText.Plain(file[(file.LastIndexOf('/') + 1)..]).Replace(',', '_');
        string name = taken.Contains(plain) ? $"{taken.Count}-{plain}" : plain;
        taken.Add(name);
        return name;
    }

    private static void Line(StringBuilder script, string line) => script.Append(line).Append('\n');
}
