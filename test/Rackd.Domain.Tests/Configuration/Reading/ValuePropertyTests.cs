using System.Globalization;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Rackd.Domain.Configuration;
using Rackd.Domain.Configuration.Reading;
using Rackd.Domain.Reporting;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Tests.Configuration.Reading;

internal sealed class ValuePropertyTests
{
    [Test]
    public void A_duration_is_the_sum_of_its_units() => Prop.ForAll(
        Gen.Choose(0, 99).Four().ToArbitrary(),
        parts =>
        {
            (int days, int hours, int minutes, int seconds) = parts;
            TimeSpan expected = new(days, hours, minutes, seconds);
            string text = string.Create(CultureInfo.InvariantCulture, $"{days}d{hours}h{minutes}m{seconds}s");
            ConfigReading reading = ConfigReader.Read(
                "r", $"[dhcp]\nlease_time = \"{text}\"\npxe_lease_time = \"30s\"\n");
            return expected < TimeSpan.FromSeconds(30)
                ? reading.Findings.Single().Code == ConfigErrorCode.OutOfBounds
                : reading.Config!.Dhcp.LeaseTime == expected;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void A_duration_that_the_plan_writes_is_read_again() => Prop.ForAll(
        Gen.Choose(30, 365 * 86400).ToArbitrary(),
        seconds =>
        {
            TimeSpan first = LeaseTime(string.Create(CultureInfo.InvariantCulture, $"{seconds}s"), out string written);
            return first == TimeSpan.FromSeconds(seconds) && LeaseTime(written, out _) == first;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Endpoints_of_both_families_are_read() => Prop.ForAll(
        Gen.Choose(0, 255).Four().Zip(Gen.Choose(1, 65535)).Zip(Gen.Elements(true, false)).ToArbitrary(),
        parts =>
        {
            (((int a, int b, int c, int d), int port), bool isIpv4) = parts;
            byte[] octets = [(byte)a, (byte)b, (byte)c, (byte)d];
            IPEndPoint endPoint = new(
                isIpv4 ? new IPAddress(octets) : new IPAddress([0xFD, .. new byte[11], .. octets]), port);
            return ConfigReader.Read("r", $"[http]\nlisten = \"{endPoint}\"\n").Config!.Http.Listen.Equals(endPoint);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void A_network_with_host_bits_names_the_one_without() => Prop.ForAll(
        Gen.Choose(0x0A000001, 0x0AFFFFFF).Zip(Gen.Choose(8, 30)).ToArbitrary(),
        parts =>
        {
            Ipv4Address address = new((uint)parts.Item1);
            Ipv4Network network = new(address, parts.Item2);
            ConfigReading reading = Network($"{address}/{parts.Item2}");
            return network.Address == address
                ? reading.Config!.Subnets.Single().Network == network
                : reading.Findings.Single().Suggestion == $"\"{network}\"" && Network(network.ToString()).IsUsable;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void No_text_in_any_key_throws() => Prop.ForAll(
        Gen.Elements(ConfigKeys.All.ToArray()).Zip(ArbMap.Default.GeneratorFor<string>()).ToArbitrary(),
        parts =>
        {
            string text = string.Concat(
                (parts.Item2 ?? string.Empty).Where(character => character is >= ' ' and not ('\'' or '\u007F')));
            string[] path = parts.Item1.Table.Split('.');
            IEnumerable<string> headers = Enumerable.Range(1, path.Length).Select(
                count => Header(string.Join('.', path.Take(count))));
            ConfigReading reading = ConfigReader.Read(
                "r", $"{string.Join('\n', headers)}\n{parts.Item1.Name} = '{text}'\n");
            return reading.IsUsable || reading.Findings.Count > 0;
        }).QuickCheckThrowOnFailure();

    private static string Header(string table) =>
        ConfigKeys.TitleOf(table) is ['[', ..] title ? title : $"[{table}]";

    private static ConfigReading Network(string cidr) =>
        ConfigReader.Read("r", $"[[subnet]]\ncidr = \"{cidr}\"\nmanaged = false\n");

    private static TimeSpan LeaseTime(string text, out string written)
    {
        string toml = $"[[subnet]]\ncidr = \"10.1.0.0/24\"\nlease_time = \"{text}\"\npxe_lease_time = \"30s\"\n";
        RackdConfig config = ConfigReader.Read("r", toml).Config!;
        const string Before = "leases last ";
        string line = ConfigPlan.Describe(config, [])[1].Lines.First(
            line => line.StartsWith(Before, StringComparison.Ordinal));
        written = line[Before.Length..].Split(',')[0];
        return config.Subnets[0].LeaseTime!.Value;
    }
}
