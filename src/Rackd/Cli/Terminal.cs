namespace Rackd.Cli;

/// <summary>Where a command writes, and what it may write there.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Errors.</param>
/// <param name="Colours">Whether results may be coloured.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, bool Colours)
{
    /// <summary>The process's own; colours only on a terminal that has them, and never when NO_COLOR is set.</summary>
    public static Terminal FromProcess()
    {
        bool colours = !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        return new Terminal(Console.Out, Console.Error, colours);
    }

    /// <summary>Writes a line of the result.</summary>
    public void Write(string line) => Out.WriteLine(line);

    /// <summary>Writes a line about what went wrong.</summary>
    public void WriteError(string line) => Error.WriteLine(line);

    /// <summary>Text in a colour, or plain.</summary>
    public string Paint(string text, Colour colour) =>
        Colours && colour != Colour.Plain ? $"\x1b[{(int)colour}m{text}\x1b[0m" : text;
}

/// <summary>The colours that tables use (ECMA-48 SGR).</summary>
public enum Colour
{
    /// <summary>As it is.</summary>
    Plain = 0,

    /// <summary>Heads.</summary>
    Bold = 1,

    /// <summary>Faults.</summary>
    Red = 31,

    /// <summary>All well.</summary>
    Green = 32,

    /// <summary>Needs attention.</summary>
    Yellow = 33,
}
