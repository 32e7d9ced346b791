namespace Rackd.Domain.Simulation;

/// <summary>
/// What an iPXE script makes a machine fetch: its <c>kernel</c> and <c>initrd</c> lines up to the one that leaves the
/// script. Conditions, menus and variables are not carried out.
/// </summary>
/// <param name="Kernel">The kernel, null for none.</param>
/// <param name="Initrds">The initial RAM disks in order.</param>
/// <param name="Problem">Why the script boots no kernel, as a sentence; null when it does.</param>
public sealed record IpxeScript(Uri? Kernel, IReadOnlyList<Uri> Initrds, string? Problem)
{
    private const string FirstLine = "#!ipxe";
    private const int LongestQuote = 60;

    /// <summary>Options of <c>kernel</c>, <c>initrd</c> and <c>chain</c> that a value follows.</summary>
    private static readonly string[] _optionsWithValue = ["--name", "-n", "--timeout", "-t"];

    /// <summary>Reads a script.</summary>
    /// <param name="text">The script.</param>
    /// <param name="origin">Where it came from, for relative names in it.</param>
    public static IpxeScript Read(string text, Uri origin)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries);
        if (lines[0] != FirstLine)
        {
            string first = lines[0].Length > LongestQuote ? lines[0][..LongestQuote] : lines[0];
            return Failed($"the script begins with \"{first}\", not with {FirstLine}: iPXE would not run it");
        }

        Uri? kernel = null;
        List<Uri> initrds = [];
        foreach (string[] words in lines.Skip(1).Select(Words).Where(words => words.Length > 0))
        {
            switch (words[0])
            {
                case "kernel":
                    kernel = Target(words, origin);
                    if (kernel is null)
                    {
                        return Failed($"the script's line \"{string.Join(' ', words)}\" names no file that can be fetched");
                    }

                    break;
                case "initrd" when Target(words, origin) is { } initrd:
                    initrds.Add(initrd);
                    break;
                case "boot" when kernel is not null:
                    return new IpxeScript(kernel, initrds, null);
                case "exit" or "chain" or "sanboot" or "poweroff" or "reboot":
                    return Failed($"the script does not boot a kernel: \"{string.Join(' ', words)}\"");
                default:
                    break;
            }
        }

        return kernel is null
            ? Failed("the script has no kernel line")
            : Failed("the script loads a kernel, but no line boots it");
    }

    private static IpxeScript Failed(string problem) => new(null, [], problem);

    /// <summary>The words of a command, without what stands behind its <c>||</c> or <c>&amp;&amp;</c>.</summary>
    private static string[] Words(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeWhile(word => word is not ("||" or "&&"))];

    private static Uri? Target(string[] words, Uri origin)
    {
        for (int index = 1; index < words.Length; index++)
        {
            if (_optionsWithValue.Contains(words[index]))
            {
                index++;
            }
            else if (!words[index].StartsWith('-'))
            {
                return Uri.TryCreate(origin, words[index], out Uri? target) && target.Scheme == Uri.UriSchemeHttp ? target : null;
            }
        }

        return null;
    }
}
