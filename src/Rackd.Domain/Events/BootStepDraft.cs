namespace Rackd.Domain.Events;

/// <summary>A step that later events still change.</summary>
internal sealed class BootStepDraft(BootStage stage, DateTimeOffset at)
{
    public BootStage Stage { get; } = stage;

    public DateTimeOffset At { get; } = at;

    public string Detail { get; set; } = string.Empty;

    public string? Problem { get; private set; }

    /// <summary>Whether what came later made the problem good.</summary>
    public bool Resolved { get; set; }

    /// <summary>Notes what went wrong; the first problem of a step stays unless it was made good.</summary>
    public void Fail(string? problem)
    {
        if (problem is not null && (Problem is null || Resolved))
        {
            Problem = problem;
            Resolved = false;
        }
    }

    public BootStep Finish(DateTimeOffset startedAt) => new(Stage, At, At - startedAt, Detail, Problem);
}
