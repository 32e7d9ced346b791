namespace Rackd.LinkTests.Lab;

/// <summary>Waits for what nothing announces.</summary>
internal static class Poll
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    public static async Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan timeout)
    {
        using CancellationTokenSource limit = new(timeout);
        using PeriodicTimer timer = new(_interval);
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"not within {timeout.TotalSeconds} s: {what}");
            }
        }
    }
}
