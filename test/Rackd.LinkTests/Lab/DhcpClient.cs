using System.Text.RegularExpressions;

namespace Rackd.LinkTests.Lab;

/// <summary>What a DHCP client told its script: the event, and every variable it passed.</summary>
internal sealed record DhcpClientEvent(string Name, IReadOnlyDictionary<string, string> Values)
{
    public string this[string name] => Values.GetValueOrDefault(name, "");
}

/// <summary>A DHCP client of the distribution, on the link eth0 of a client's namespace.</summary>
internal sealed class DhcpClient
{
    private const string ReportEvent = """
        env | sed 's/^/VARIABLE /'
        echo "EVENT ${reason:-$1}"

        """;

    private const string UdhcpcScript = """
        case "$1" in
        deconfig) ip address flush dev "$interface"; ip link set "$interface" up ;;
        bound | renew) ip address replace "$ip/$mask" dev "$interface" ;;
        esac

        """ + ReportEvent;

    private const string DhclientScript = """
        case "$reason" in
        PREINIT) ip link set "$interface" up ;;
        BOUND | REBOOT | RENEW | REBIND) ip address replace "$new_ip_address/24" dev "$interface" ;;
        RELEASE | EXPIRE | FAIL | STOP) ip address flush dev "$interface" ;;
        esac

        """ + ReportEvent;

    private const string DhclientConfig = """
        timeout 30;
        retry 2;
        initial-interval 1;
        select-timeout 0;
        request subnet-mask, broadcast-address, routers, domain-name, domain-name-servers, ntp-servers;

        """;

    /// <summary>So that the script reports the client's variables, not this test's.</summary>
    private static readonly string[] _cleanEnvironment = ["-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"];

    private readonly LabProcess _process;
    private long _position;

    private DhcpClient(LabProcess process) => _process = process;

    /// <summary>Starts busybox udhcpc in the foreground. Options are its own, such as <c>-q</c>.</summary>
    public static DhcpClient StartUdhcpc(LabNetwork network, NetworkNamespace place, params string[] options)
    {
        string script = network.Directory.WriteScript("udhcpc-script", UdhcpcScript);
        return new DhcpClient(place.Start(
            "env",
            [.. _cleanEnvironment, "busybox", "udhcpc", "-i", LabNetwork.ClientLink, "-f", "-t", "10", "-T", "1", "-s", script, "-O", "ntpsrv", .. options],
            network.Directory.File($"udhcpc-{Guid.NewGuid():N}.log")));
    }

    /// <summary>
    /// Starts ISC dhclient in the foreground; it remembers its lease between starts. A copy is run, because the
    /// distribution's AppArmor profile lets the original use no script of ours.
    /// </summary>
    public static DhcpClient StartDhclient(LabNetwork network, NetworkNamespace place, params string[] options)
    {
        string program = network.Directory.File("dhclient");
        if (!File.Exists(program))
        {
            File.Copy("/sbin/dhclient", program);
        }

        string[] files =
        [
            "-sf", network.Directory.WriteScript("dhclient-script", DhclientScript),
            "-cf", network.Directory.Write("dhclient.conf", DhclientConfig),
            "-lf", network.Directory.File($"dhclient-{place.Name}.leases"),
            "-pf", network.Directory.File($"dhclient-{place.Name}.pid"),
        ];
        return new DhcpClient(place.Start(
            "env",
            [.. _cleanEnvironment, program, "-4", "-d", "-v", .. files, .. options, LabNetwork.ClientLink],
            network.Directory.File($"dhclient-{Guid.NewGuid():N}.log")));
    }

    /// <summary>The address that udhcpc says it was last acknowledged, null for none.</summary>
    public string? LastAddress => _process.Lines.From(0)
        .Select(line => Regex.Match(line, @"lease of (\S+) obtained"))
        .LastOrDefault(match => match.Success)?.Groups[1].Value;

    /// <summary>Waits for the next event of a name, a regular expression.</summary>
    public async Task<DhcpClientEvent> WaitForEventAsync(string name, TimeSpan timeout)
    {
        const string Variable = "VARIABLE ";
        await _process.WaitForLineAsync($"^EVENT ({name})$", timeout, _position);
        Dictionary<string, string> values = [];
        foreach (string line in _process.Lines.From(_position))
        {
            _position++;
            if (line.StartsWith(Variable, StringComparison.Ordinal))
            {
                string[] parts = line[Variable.Length..].Split('=', 2);
                values[parts[0]] = parts.Length == 2 ? parts[1] : "";
            }
            else if (line.StartsWith("EVENT ", StringComparison.Ordinal))
            {
                string reported = line["EVENT ".Length..];
                if (Regex.IsMatch(reported, $"^({name})$"))
                {
                    return new DhcpClientEvent(reported, values);
                }

                values.Clear();
            }
        }

        throw new InvalidOperationException($"the event {name} is gone from the buffer");
    }

    public Task WaitForLineAsync(string pattern, TimeSpan timeout) => _process.WaitForLineAsync(pattern, timeout);

    public void Send(Signal signal) => _process.Send(signal);

    public Task<int> WaitForExitAsync(TimeSpan timeout) => _process.WaitForExitAsync(timeout);

    public Task<int> StopAsync() => _process.StopAsync();
}
