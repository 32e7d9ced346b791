using System.Text.RegularExpressions;

namespace Rackd.LinkTests.Lab;

/// <summary>The lines a program has printed so far, cleaned of escape codes; the oldest are dropped past a bound.</summary>
internal sealed partial class OutputLines
{
    private const int Capacity = 20_000;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = [];
    private long _dropped;
    private bool _complete;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The number of lines printed so far, which is where the next line will stand.</summary>
    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _dropped + _lines.Count;
            }
        }
    }

    public static string Clean(string text) => Unprintable().Replace(EscapeCode().Replace(text, ""), "");

    public void Add(string line)
    {
        string clean = Clean(line);
        lock (_lock)
        {
            _lines.Enqueue(clean);
            if (_lines.Count > Capacity)
            {
                _lines.Dequeue();
                _dropped++;
            }

            Announce();
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _complete = true;
            Announce();
        }
    }

    public IReadOnlyList<string> From(long position)
    {
        lock (_lock)
        {
            return [.. _lines.Skip((int)Math.Max(0, position - _dropped))];
        }
    }

    /// <summary>The first match at or after a position, or null when the program ended without one.</summary>
    public async Task<Match?> WaitAsync(Regex pattern, long position, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            bool complete;
            IReadOnlyList<string> lines;
            lock (_lock)
            {
                changed = _changed.Task;
                complete = _complete;
                lines = From(position);
                position = Math.Max(position, Count);
            }

            Match? match = lines.Select(line => pattern.Match(line)).FirstOrDefault(found => found.Success);
            if (match is not null || complete)
            {
                return match;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Announce()
    {
        _changed.SetResult();
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [GeneratedRegex(@"\x1B(\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78cDEHM])")]
    private static partial Regex EscapeCode();

    [GeneratedRegex(@"[^\t\x20-\x7E]")]
    private static partial Regex Unprintable();
}
