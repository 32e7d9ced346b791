using System.Globalization;

namespace Rackd.Demo;

/// <summary>What a demonstration needs of the host.</summary>
internal static class DemoRequirements
{
    private const string CapabilityLine = "CapEff:";

    private static readonly (int Bit, string Name)[] _capabilities =
        [(12, "CAP_NET_ADMIN"), (13, "CAP_NET_RAW"), (21, "CAP_SYS_ADMIN")];

    /// <summary>What is missing and how to get it, in one line; null when nothing is.</summary>
    public static string? FindMissing(bool withQemu)
    {
        ulong held = HeldCapabilities();
        string[] missing = [.. _capabilities.Where(needed => (held >> needed.Bit & 1) == 0).Select(needed => needed.Name)];
        if (missing.Length > 0)
        {
            return $"making a network namespace needs root, or {string.Join(", ", missing)}: run it with sudo";
        }

        if (ToolPath.Find("ip") is null)
        {
            return "the program ip is missing: apt install iproute2";
        }

        return withQemu ? FindMissingForQemu() : null;
    }

    private static string? FindMissingForQemu()
    {
        if (ToolPath.Find(VirtualMachine.Program) is null)
        {
            return $"the program {VirtualMachine.Program} is missing: apt install qemu-system-x86 ipxe-qemu";
        }

        return File.Exists("/dev/net/tun") ? null : "/dev/net/tun is missing, which joins the virtual machine: modprobe tun";
    }

    private static ulong HeldCapabilities()
    {
        string? line = File.ReadLines("/proc/self/status")
            .FirstOrDefault(line => line.StartsWith(CapabilityLine, StringComparison.Ordinal));
        ulong.TryParse(
            line?[CapabilityLine.Length..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong held);
        return held;
    }
}
