using System.CommandLine;
using System.Text.Json;
using Rackd.Api;
using Rackd.Domain.Addresses;
using Rackd.Domain.Configuration;
using Rackd.Domain.Reporting;
using Rackd.Domain.Snapshots;
using Rackd.Hosting;
using Rackd.Services.Net;

namespace Rackd.Cli;

/// <summary><c>rackd check</c>: is the configuration right, and what does it amount to.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        Option<string> config = ConfigOption.Create();
        ExampleCommand command = new(
            "check",
            "Check the configuration and say in words what it amounts to, without touching the daemon.",
            "rackd check                        is /etc/rackd/rackd.toml right, and what would be served",
            "rackd check --config new.toml      may this file take its place",
            "rackd check --json                 findings and plan for a program") { config, common.Json };
        command.SetAction(parsed =>
        {
            ConfigLoadResult loaded = ConfigLoader.Load(parsed.GetRequiredValue(config));
            bool isRight = loaded.Config is not null
                && loaded.AllFindings.All(finding => finding.Severity != ConfigSeverity.Error);
            IReadOnlyList<PlanSection> plan = isRight ? Describe(loaded.Config!) : [];
            if (parsed.GetValue(common.Json))
            {
                terminal.Write(JsonSerializer.Serialize(Document(loaded, isRight, plan), ApiJson.Indented.CheckDocument));
            }
            else
            {
                Write(terminal, loaded, plan);
            }

            return isRight ? ExitCode.Done : ExitCode.Usage;
        });
        return command;
    }

    private static IReadOnlyList<PlanSection> Describe(RackdConfig config)
    {
        using LinkWatcher links = new(TimeProvider.System);
        LinkPlan plan = LinkPlan.Choose(new ConfigSnapshot(config, generation: 1).Subnets, links.Read());
        return ConfigPlan.Describe(
            config,
            [.. plan.Placements.Select(placement => new LinkSentence(placement.Subnet.Config.Name, placement.Reason))]);
    }

    private static void Write(Terminal terminal, ConfigLoadResult loaded, IReadOnlyList<PlanSection> plan)
    {
        string findings = loaded.Unreadable ?? ConfigErrorText.Write(loaded.AllFindings, loaded.Sources);
        if (findings.Length > 0)
        {
            terminal.WriteError(PrintableText.EscapeLines(findings.TrimEnd('\n')));
        }

        if (plan.Count > 0)
        {
            terminal.Write(PrintableText.EscapeLines(ConfigPlan.Write(plan).TrimEnd('\n')));
        }
    }

    private static CheckDocument Document(ConfigLoadResult loaded, bool isRight, IReadOnlyList<PlanSection> plan) =>
        new(ApiJson.Schema, isRight, loaded.Unreadable, ConfigErrorRecord.From(loaded.AllFindings), plan);
}
