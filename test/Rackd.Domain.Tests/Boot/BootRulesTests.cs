using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Machines;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Boot;

internal sealed class BootRulesTests
{
    private static readonly BootRuleConfig _rule = new() { Profile = "debian" };

    [Test]
    public void The_machines_own_profile_goes_before_every_rule()
    {
        BootChoice choice = Choose(new Machine(Rack.Mac, Rack.Node with { Boot = "disk" }), _rule);
        Assert.That((choice.Profile, choice.Source, choice.Rule), Is.EqualTo((Rack.Local, BootChoiceSource.Machine, -1)));
    }

    [Test]
    public void The_first_rule_that_matches_wins_and_the_others_before_it_say_why_not()
    {
        BootChoice choice = Choose(
            Rack.Known,
            _rule with { Profile = "disk", Tag = "storage" },
            _rule with { Profile = "disk", Subnet = "r2" },
            _rule with { Tag = "compute" },
            _rule with { Profile = "disk" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That((choice.Profile, choice.Source, choice.Rule), Is.EqualTo((Rack.Debian, BootChoiceSource.Rule, 2)));
            Assert.That(choice.Misses, Is.EqualTo(new[]
            {
                new BootRuleMiss(0, BootRulePart.Tag), new BootRuleMiss(1, BootRulePart.Subnet),
            }));
        }
    }

    [Test]
    public void Without_a_rule_the_default_holds()
    {
        BootChoice choice = Choose(Rack.Unknown, _rule with { Profile = "debian", Tag = "compute" });
        Assert.That((choice.Profile, choice.Source), Is.EqualTo((Rack.Local, BootChoiceSource.Default)));
    }

    [Test]
    public void Without_a_default_there_is_no_profile()
    {
        BootChoice choice = BootRules.Choose(
            new BootConfig { Profiles = [Rack.Debian] }, Rack.Known, Rack.Rom(ClientArchitecture.Bios), Rack.Subnet);
        Assert.That((choice.Profile, choice.Source), Is.EqualTo(((BootProfileConfig?)null, BootChoiceSource.None)));
    }

    private static IEnumerable<TestCaseData> Parts()
    {
        yield return Row("A_rule_without_parts_matches_all", _rule, null);
        yield return Row("Mac_among_several", _rule with { Macs = [default, Rack.Mac] }, null);
        yield return Row("Mac_of_another", _rule with { Macs = [MacAddress.Broadcast] }, BootRulePart.Mac);
        yield return Row("Uuid_told_by_firmware", _rule with { Uuid = Rack.Uuid }, null);
        yield return Row("Uuid_of_another", _rule with { Uuid = Guid.Empty }, BootRulePart.Uuid);
        yield return Row("Architecture", _rule with { Architectures = [ClientArchitecture.UefiX64] }, null);
        yield return Row(
            "Architecture_of_another", _rule with { Architectures = [ClientArchitecture.Bios] }, BootRulePart.Architecture);
        yield return Row(
            "The_http_form_alone_is_narrower",
            _rule with { Architectures = [ClientArchitecture.UefiX64Http] },
            BootRulePart.Architecture);
        yield return Row("Beginning_of_the_vendor_class", _rule with { VendorClass = "PXEClient:Arch:00007" }, null);
        yield return Row("Other_vendor_class", _rule with { VendorClass = "HTTPClient" }, BootRulePart.VendorClass);
        yield return Row("Subnet", _rule with { Subnet = "r1" }, null);
        yield return Row("Other_subnet", _rule with { Subnet = "r2" }, BootRulePart.Subnet);
        yield return Row("Tag", _rule with { Tag = "compute" }, null);
        yield return Row("Other_tag", _rule with { Tag = "storage" }, BootRulePart.Tag);
        yield return Row(
            "All_parts_must_match",
            _rule with { Macs = [Rack.Mac], Uuid = Rack.Uuid, Subnet = "r1", Tag = "storage" },
            BootRulePart.Tag);

        static TestCaseData Row(string name, BootRuleConfig rule, BootRulePart? failure) =>
            new TestCaseData(rule, failure).SetName(name);
    }

    [TestCaseSource(nameof(Parts))]
    public void Part_of_a_rule(BootRuleConfig rule, BootRulePart? failure)
    {
        BootChoice choice = Choose(Rack.Known, rule);
        Assert.That(
            choice.Misses.Select(miss => (BootRulePart?)miss.Part).SingleOrDefault(), Is.EqualTo(failure));
    }

    [Test]
    public void A_plain_architecture_in_a_rule_holds_for_http_boot_too()
    {
        BootConfig boot = new()
        {
            Profiles = [Rack.Debian],
            Rules = [_rule with { Architectures = [ClientArchitecture.UefiX64] }],
        };
        BootChoice choice = BootRules.Choose(
            boot, Rack.Unknown, Rack.HttpBoot(ClientArchitecture.UefiX64Http), Rack.Subnet);
        Assert.That(choice.Profile, Is.EqualTo(Rack.Debian));
    }

    [Test]
    public void The_trace_is_bounded()
    {
        BootRuleConfig[] rules = [.. Enumerable.Repeat(_rule with { Tag = "none" }, 1000)];
        Assert.That(Choose(Rack.Known, rules).Misses, Has.Count.EqualTo(BootRules.MaxMisses));
    }

    private static BootChoice Choose(Machine machine, params BootRuleConfig[] rules) => BootRules.Choose(
        new BootConfig { Profiles = [Rack.Local, Rack.Debian], DefaultProfile = "disk", Rules = rules },
        machine,
        Rack.Ipxe(ClientArchitecture.UefiX64),
        Rack.Subnet);
}
