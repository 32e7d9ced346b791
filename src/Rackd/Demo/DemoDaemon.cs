using System.Diagnostics.CodeAnalysis;

namespace Rackd.Demo;

/// <summary>The real rackd, as <c>rackd run</c> starts it, in the server's namespace.</summary>
internal sealed class DemoDaemon : IAsyncDisposable
{
    private const string ReadyMark = "rackd is ready";
    private const int ShownLines = 10;

    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _process;

    private DemoDaemon(ChildProcess process) => _process = process;

    /// <summary>Starts it, and waits until every socket is bound.</summary>
    /// <exception cref="DemoException">It did not start; the message has its last words.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The result owns the process, and what fails disposes it.")]
    public static async Task<DemoDaemon> StartAsync(
        DemoNetwork network, DemoDirectory directory, CancellationToken cancellationToken)
    {
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ChildProcess process = ChildProcess.Start(
            network.Server,
            [.. OwnProgram.Command, "run", "--config", directory.ConfigFile],
            line =>
            {
                if (line.Contains(ReadyMark, StringComparison.Ordinal))
                {
                    ready.TrySetResult();
                }
            });
        try
        {
            Task first = await Task.WhenAny(ready.Task, process.Ended).WaitAsync(_startLimit, cancellationToken);
            return first == ready.Task ? new DemoDaemon(process) : throw await NotStartedAsync(process, cancellationToken);
        }
        catch (TimeoutException)
        {
            string said = process.LastLines(ShownLines);
            await process.DisposeAsync();
            throw new DemoException($"rackd run was not ready after {_startLimit.TotalSeconds:0} s\n{said}");
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it logged last.</summary>
    public string LastLines() => _process.LastLines(ShownLines);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<DemoException> NotStartedAsync(ChildProcess process, CancellationToken cancellationToken)
    {
        await Interruption.AwaitAsync(cancellationToken);
        return new DemoException($"rackd run ended at once:\n{process.LastLines(ShownLines)}");
    }
}
