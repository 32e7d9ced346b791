using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Rackd.Cli;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">One sentence for the list of commands.</param>
/// <param name="examples">Command lines, each with what it is for.</param>
internal sealed class ExampleCommand(string name, string description, params string[] examples) : Command(name, description)
{
    private IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Makes <c>--help</c> print the examples of the command that it is asked of.</summary>
    public static void ShowIn(RootCommand root)
    {
        foreach (HelpOption option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpWithExamples(option.Action as HelpAction ?? new HelpAction());
        }
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = help.Invoke(parseResult);
            if (parseResult.CommandResult.Command is ExampleCommand command)
            {
                TextWriter output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (string example in command.Examples)
                {
                    output.WriteLine($"  {example}");
                }
            }

            return code;
        }
    }
}
