using System.Text.Json;
using Rackd.Domain.Events;
using Rackd.Services.Dhcp4;
using Rackd.Services.Supervision;
using Rackd.Wire.Addresses;

namespace Rackd.Tests.Cli;

[CancelAfter(20_000)]
public sealed class ClientCommandTests
{
    [Test]
    public async Task Status_shows_a_line_for_each_service(CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        DateTimeOffset now = daemon.Time.GetUtcNow();
        daemon.Services.Add(new ServiceStatus("dhcp4", ServiceState.Running, now.AddHours(-76), "214 leases"));
        daemon.Services.Add(new ServiceStatus(
            "tftp", ServiceState.Failed, now.AddMinutes(-12), string.Empty, 3, "port 69 is taken", now.AddMinutes(-12)));
        await daemon.StartAsync(cancellationToken);

        CliResult result = await daemon.RunAsync("status");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Out, Is.EqualTo("""
                rackd 0.9.2   up 3d4h   config gen 12 (2h ago, ok)   rack r12
                SERVICE  STATE   SINCE  NOW         LAST PROBLEM
                dhcp4    ok      3d4h   214 leases  -
                tftp     failed  12m    -           port 69 is taken (12m ago)

                """));
            Assert.That(result.Code, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Leases_are_shown_as_a_table_and_never_move_the_cursor(CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        DateTimeOffset now = daemon.Time.GetUtcNow();
        daemon.Leases.Add(new LeaseRow(
            Ipv4Address.Parse("10.1.0.9"), MacAddress.Parse("525400123456"), LeaseRowState.Leased, "r1", "evil\u001b[2J", now.AddMinutes(42)));
        daemon.Leases.Add(new LeaseRow(
            Ipv4Address.Parse("10.1.0.100"), MacAddress.Parse("525400123457"), LeaseRowState.Reserved, "r1", null, null));
        await daemon.StartAsync(cancellationToken);

        CliResult result = await daemon.RunAsync("leases");

        Assert.That(result.Out, Is.EqualTo("""
            ADDRESS     MAC                STATE     SUBNET  ENDS IN  NAME
            10.1.0.9    52:54:00:12:34:56  leased    r1          42m  evil\x1b[2J
            10.1.0.100  52:54:00:12:34:57  reserved  r1            -  -

            """));
    }

    [TestCase("r1u07")]
    [TestCase("52-54-00-12-34-56")]
    public async Task Timeline_shows_the_stages_and_names_the_problem(string key, CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        daemon.AddFailedBoot();
        await daemon.StartAsync(cancellationToken);

        CliResult result = await daemon.RunAsync("timeline", key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Out, Is.EqualTo("""
                r1u07 (52:54:00:12:34:56)   boot of 2026-11-20 11:59:00 UTC, 1m ago
                STAGE     AT(+s)  DETAIL
                discover   0.000  PXE ROM, x86 BIOS on eth1
                offer      0.000  10.1.0.23, ipxe.efi (profile debian)
                request    1.000  10.1.0.23
                ack        1.000  10.1.0.23 in subnet r1, ipxe.efi (profile debian)
                loader     1.234  ipxe.efi\x1b[2J over TFTP  (!)
                problem: ipxe.efi\x1b[2J was refused: there is no such file below the root

                """));
            Assert.That(result.Code, Is.Zero);
        }
    }

    [Test]
    public async Task An_unknown_machine_is_an_error_that_says_what_to_give(CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        await daemon.StartAsync(cancellationToken);

        CliResult result = await daemon.RunAsync("timeline", "no such/machine");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(result.Out, Is.Empty);
            Assert.That(result.Error, Does.StartWith("rackd: no machine \"no such").And.Contain("52:54:00:12:34:56"));
        }
    }

    [Test]
    public async Task A_reload_that_is_accepted_says_what_changed(CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        await daemon.StartAsync(cancellationToken);

        CliResult result = await daemon.RunAsync("reload");

        Assert.That(result, Is.EqualTo(new CliResult(
            0, "configuration accepted, generation 13: 3 machines added\n", string.Empty)));
    }

    [Test]
    public async Task A_reload_that_is_refused_fails_and_prints_every_error(CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new() { Reload = new ReloadResult(false, 12, "a", ["rackd.toml:1:2: error: a\n  hint", "b"]) };
        await daemon.StartAsync(cancellationToken);

        CliResult result = await daemon.RunAsync("reload");

        Assert.That(result, Is.EqualTo(new CliResult(
            1,
            string.Empty,
            "rackd.toml:1:2: error: a\n  hint\nb\nconfiguration not used; generation 12 still serves\n")));
    }

    [TestCase("status")]
    [TestCase("leases")]
    [TestCase("reload")]
    [TestCase("timeline r1u07")]
    [TestCase("version")]
    public async Task Every_command_prints_one_versioned_object_as_JSON(string line, CancellationToken cancellationToken)
    {
        await using CannedDaemon daemon = new();
        daemon.AddFailedBoot();
        await daemon.StartAsync(cancellationToken);
        string[] arguments = [.. line.Split(' '), "--json"];

        CliResult result = line == "version"
            ? await CommandLineTests.RunAsync(arguments)
            : await daemon.RunAsync(arguments);

        using JsonDocument json = JsonDocument.Parse(result.Out);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.RootElement.EnumerateObject().First().Name, Is.EqualTo("schema"));
            Assert.That(json.RootElement.GetProperty("schema").GetInt32(), Is.EqualTo(1));
            Assert.That(result.Code, Is.Zero);
        }
    }
}
