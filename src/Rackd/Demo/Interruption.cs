namespace Rackd.Demo;

/// <summary>
/// Ctrl-C reaches every process on the terminal at once, and a child may end by it before this process has noticed. Whoever
/// sees a child end early waits here first, so that an interruption is not taken for a fault.
/// </summary>
internal static class Interruption
{
    private static readonly TimeSpan _notice = TimeSpan.FromSeconds(0.5);

    /// <summary>Waits a moment.</summary>
    /// <exception cref="OperationCanceledException">It was an interruption.</exception>
    public static Task AwaitAsync(CancellationToken cancellationToken) => Task.Delay(_notice, cancellationToken);
}
