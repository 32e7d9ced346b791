using System.Net.Sockets;
using System.Text;
using Rackd.Cli;

namespace Rackd.Tests.Cli;

[CancelAfter(20_000)]
public sealed class CommandLineTests
{
    internal static async Task<CliResult> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await RackdCommand.RunAsync(arguments, new Terminal(output, error, Colours: false));
        return new CliResult(code, output.ToString(), error.ToString());
    }

    [TestCase("nonsense")]
    [TestCase("timeline")]
    [TestCase("status --colour")]
    public async Task A_wrong_command_line_exits_with_2(string line) =>
        Assert.That((await RunAsync(line.Split(' '))).Code, Is.EqualTo(ExitCode.Usage));

    [TestCase("run")]
    [TestCase("check")]
    [TestCase("reload")]
    [TestCase("status")]
    [TestCase("leases")]
    [TestCase("timeline")]
    public async Task The_help_of_a_command_ends_with_examples(string command)
    {
        CliResult result = await RunAsync(command, "--help");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Out, Does.Contain($"Examples:\n  rackd {command}"));
            Assert.That(result.Code, Is.Zero);
        }
    }

    [Test]
    public async Task A_missing_socket_says_that_the_daemon_does_not_run()
    {
        CliResult result = await RunAsync("status", "--socket", "/nonexistent/rackd.sock");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(ExitCode.Unreachable));
            Assert.That(result.Error, Does.StartWith("rackd: there is no /nonexistent/rackd.sock").And.Contain("systemctl start rackd"));
        }
    }

    [Test]
    public async Task A_socket_that_nobody_answers_on_says_that_the_daemon_is_gone()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("rackd-test-").FullName, "s");
        using Socket dead = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        dead.Bind(new UnixDomainSocketEndPoint(path)); // bound, but not listening: connections are refused

        CliResult result = await RunAsync("status", "--socket", path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(ExitCode.Unreachable));
            Assert.That(result.Error, Does.Contain("nobody answers").And.Contain("journalctl"));
        }
    }

    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n{")]
    [TestCase("nonsense")]
    [TestCase("")]
    public void An_answer_that_is_cut_short_is_no_answer(string octets) =>
        Assert.That(HttpAnswer.Read(Encoding.ASCII.GetBytes(octets)), Is.Null);

    [TestCase("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\n\r\nhello")]
    public void A_whole_answer_is_read_in_every_framing(string octets)
    {
        HttpAnswer? answer = HttpAnswer.Read(Encoding.ASCII.GetBytes(octets));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer?.Status, Is.EqualTo(200));
            Assert.That(Encoding.ASCII.GetString(answer?.Body ?? []), Is.EqualTo("hello"));
        }
    }

    [Test]
    public async Task Check_of_a_file_that_is_not_there_exits_with_2_and_names_it()
    {
        CliResult result = await RunAsync("check", "--config", "/nonexistent/rackd.toml");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(ExitCode.Usage));
            Assert.That(result.Error, Does.Contain("/nonexistent/rackd.toml"));
        }
    }
}
