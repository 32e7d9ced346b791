using Rackd.Domain.Simulation;

namespace Rackd.Domain.Tests.Simulation;

public sealed class IpxeScriptTests
{
    private static readonly Uri _origin = new("http://192.0.2.1:5248/boot.ipxe?mac=52:54:00:de:00:01");

    [Test]
    public void Kernel_and_initrds_are_found_behind_their_options()
    {
        IpxeScript script = Read("""
            #!ipxe
            echo hello
            kernel --name vmlinuz http://192.0.2.1:5248/linux/vmlinuz initrd=a quiet || goto failed
            initrd --name a linux/a.img || goto failed
            initrd http://192.0.2.9/b.img
            boot || goto failed
            :failed
            chain --autofree --replace http://192.0.2.1:5248/boot.ipxe ||
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(script.Problem, Is.Null);
            Assert.That(script.Kernel?.AbsoluteUri, Is.EqualTo("http://192.0.2.1:5248/linux/vmlinuz"));
            Assert.That(
                script.Initrds.Select(initrd => initrd.AbsoluteUri),
                Is.EqualTo((string[])["http://192.0.2.1:5248/linux/a.img", "http://192.0.2.9/b.img"]));
        }
    }

    [TestCase("<html>", "begins with \"<html>\"")]
    [TestCase("", "begins with \"\"")]
    [TestCase("#!ipxe\necho nothing", "no kernel line")]
    [TestCase("#!ipxe\nkernel vmlinuz", "no line boots it")]
    [TestCase("#!ipxe\nkernel --name x", "names no file")]
    [TestCase("#!ipxe\nkernel https://192.0.2.1/x\nboot", "names no file")]
    [TestCase("#!ipxe\nexit 1", "does not boot a kernel: \"exit 1\"")]
    public void A_script_that_boots_no_kernel_says_why(string text, string said) =>
        Assert.That(Read(text).Problem, Does.Contain(said));

    private static IpxeScript Read(string text) => IpxeScript.Read(text, _origin);
}
