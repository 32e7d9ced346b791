using Rackd.Hosting;

namespace Rackd.Cli;

/// <summary>One cell; what it holds is escaped before it is printed.</summary>
/// <param name="Text">The text, empty for nothing.</param>
/// <param name="Colour">Its colour on a terminal.</param>
public readonly record struct Cell(string Text, Colour Colour = Colour.Plain)
{
    /// <summary>Plain text; null stands for nothing and prints as <c>-</c>.</summary>
    public static implicit operator Cell(string? text) => FromString(text);

    /// <summary>Plain text; null stands for nothing and prints as <c>-</c>.</summary>
    public static Cell FromString(string? text) => new(string.IsNullOrEmpty(text) ? "-" : text);
}

/// <summary>A table without borders: upper-case heads, two spaces between columns, numbers to the right.</summary>
/// <param name="heads">The heads; one that begins with <c>&gt;</c> stands over a column of numbers.</param>
public sealed class TextTable(params string[] heads)
{
    private const int Gap = 2;

    private readonly List<Cell[]> _rows = [];

    /// <summary>Adds a row with one cell for each head.</summary>
    public void Add(params Cell[] cells) =>
        _rows.Add([.. cells.Select(cell => cell with { Text = PrintableText.Escape(cell.Text ?? "-") })]);

    /// <summary>Writes the table.</summary>
    public void Write(Terminal terminal)
    {
        int[] widths = [.. heads.Select((_, column) => Width(column))];
        WriteRow(terminal, widths, [.. heads.Select(head => new Cell(head.TrimStart('>'), Colour.Bold))]);
        foreach (Cell[] row in _rows)
        {
            WriteRow(terminal, widths, row);
        }
    }

    private int Width(int column) =>
        _rows.Select(row => row[column].Text.Length).Append(heads[column].TrimStart('>').Length).Max();

    private void WriteRow(Terminal terminal, int[] widths, Cell[] row)
    {
        for (int column = 0; column < row.Length; column++)
        {
            Cell cell = row[column];
            string padding = new(' ', widths[column] - cell.Text.Length);
            bool last = column == row.Length - 1;
            bool right = heads[column].StartsWith('>');
            string painted = terminal.Paint(cell.Text, cell.Colour);
            terminal.Out.Write(right ? padding + painted : last ? painted : painted + padding);
            terminal.Out.Write(last ? Environment.NewLine : new string(' ', Gap));
        }
    }
}
