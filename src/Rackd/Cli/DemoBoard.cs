using Rackd.Domain.Simulation;

namespace Rackd.Cli;

/// <summary>A view that is drawn anew in its place ten times a second: for terminals.</summary>
internal sealed class DemoBoard : IDemoView
{
    private const int DefaultWidth = 80;
    private const string HideCursor = "\x1b[?25l";
    private const string ShowCursor = "\x1b[?25h";

    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private readonly Terminal _terminal;
    private readonly DemoBoardText _text;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Lock _drawing = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _drawn;
    private int _height;

    /// <summary>Begins to draw.</summary>
    public DemoBoard(Terminal terminal, IReadOnlyList<SimulatedMachine> machines, TimeProvider time)
    {
        _terminal = terminal;
        _text = new DemoBoardText(machines);
        _time = time;
        _start = time.GetTimestamp();
        terminal.Out.Write(HideCursor);
        _drawn = DrawAsync(_end.Token);
    }

    /// <inheritdoc/>
    public void Take(StageRecord record)
    {
        lock (_drawing)
        {
            _text.Take(record);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _drawn;
        _end.Dispose();
        Draw();
        await _terminal.Out.WriteAsync(ShowCursor);
    }

    private static int Width()
    {
        try
        {
            return Console.WindowWidth > 1 ? Console.WindowWidth - 1 : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }

    private async Task DrawAsync(CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(_interval, _time);
        try
        {
            do
            {
                Draw();
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The boots have ended; the last picture is drawn by whoever ended them.
        }
    }

    private void Draw()
    {
        lock (_drawing)
        {
            IReadOnlyList<Cell> lines = _text.Lines(Width(), _time.GetElapsedTime(_start));
            string up = _height > 0 ? $"\x1b[{_height}A" : string.Empty;
            string picture = string.Concat(lines.Select(line => $"\x1b[2K{_terminal.Paint(line.Text, line.Colour)}\n"));
            _terminal.Out.Write(up + picture);
            _terminal.Out.Flush();
            _height = lines.Count;
        }
    }
}
