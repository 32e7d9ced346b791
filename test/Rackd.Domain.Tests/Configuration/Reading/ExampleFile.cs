namespace Rackd.Domain.Tests.Configuration.Reading;

/// <summary>The example that stands at the top of the repository.</summary>
internal static class ExampleFile
{
    public const string Name = "rackd.toml.example";

    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, Name));

    /// <summary>The text with every key active: the # taken from each line on which no blank follows it.</summary>
    public static string Uncommented { get; } = string.Join('\n', Text.Split('\n')
        .Select(line => line.Length > 1 && line[0] == '#' && line[1] != ' ' ? line[1..] : line));
}
