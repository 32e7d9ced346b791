using Rackd.Services.Supervision;

namespace Rackd.Services.Tests.Supervision;

/// <summary>A service that does what the test says, and writes down what is done to it.</summary>
internal sealed class ScriptedService(string name, List<string> diary) : IRackdService
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public Exception? BindFault { get; init; }

    public ServiceReport Said { get; set; } = new("at work");

    public void Fail(Exception fault) => _end.SetException(fault);

    public void End() => _end.SetResult();

    public Task BindAsync(CancellationToken cancellationToken)
    {
        Note("bind");
        return BindFault is null ? Task.CompletedTask : Task.FromException(BindFault);
    }

    public async Task RunAsync(CancellationToken stoppingToken)
    {
        Note("run");
        await _end.Task.WaitAsync(stoppingToken);
    }

    public ServiceReport Report() => Said;

    public ValueTask DisposeAsync()
    {
        Note("dispose");
        return ValueTask.CompletedTask;
    }

    private void Note(string what)
    {
        lock (diary)
        {
            diary.Add($"{what} {name}");
        }
    }
}
