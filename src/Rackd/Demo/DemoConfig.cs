using System.Text;
using Rackd.Domain.Simulation;

namespace Rackd.Demo;

/// <summary>The configuration of the demonstration's rack.</summary>
internal static class DemoConfig
{
    /// <summary>The text of <c>rackd.toml</c>.</summary>
    /// <param name="directory">Where files are.</param>
    /// <param name="machines">The machines, which it names.</param>
    /// <param name="kernelArguments">The kernel's command line.</param>
    public static string Write(DemoDirectory directory, IReadOnlyList<SimulatedMachine> machines, string kernelArguments)
    {
        StringBuilder text = new($"""
            # Made by "rackd demo", and removed with it.
            [rackd]
            name = "demo"
            state_dir = "{directory.State}"

            [control]
            socket = "{directory.Socket}"

            [tftp]
            root = "{directory.BootRoot}"

            [http]
            root = "{directory.BootRoot}"

            [[subnet]]
            name = "demo"
            cidr = "{DemoNetwork.Cidr}"
            interface = "{DemoNetwork.ServerLink}"

              [[subnet.range]]
              type = "dynamic"
              from = "192.0.2.2"
              to = "192.0.2.254"

            [[boot.profile]]
            name = "linux"
            kind = "kernel"
            kernel = "{DemoDirectory.Kernel}"
            initrd = ["{DemoDirectory.Initrd}"]
            cmdline = "{kernelArguments}"

            [[boot.rule]]
            profile = "linux"

            """);
        foreach (SimulatedMachine machine in machines)
        {
            text.Append($"""

                [[machine]]
                name = "{machine.Name}"

                  [[machine.nic]]
                  mac = "{machine.Mac}"

                """);
        }

        return text.ToString();
    }
}
