namespace Rackd.Domain.Events;

/// <summary>The steps of one attempt, and how far they lead.</summary>
internal sealed class BootSteps
{
    private readonly List<BootStepDraft> _drafts = [];

    public BootStage Reached { get; private set; }

    public BootStepDraft Begin(BootStage stage, DateTimeOffset at)
    {
        BootStepDraft draft = new(stage, at);
        _drafts.Add(draft);
        return draft;
    }

    public void Remove(BootStepDraft draft) => _drafts.Remove(draft);

    /// <summary>The machine is at <paramref name="stage"/>, so that whatever went wrong on the way there was made good.</summary>
    public void Advance(BootStage stage)
    {
        Reached = stage > Reached ? stage : Reached;
        foreach (BootStepDraft draft in _drafts)
        {
            draft.Resolved |= draft.Stage < stage && draft.Stage != BootStage.File;
        }
    }

    public string? FirstProblem() =>
        _drafts.Find(draft => draft is { Problem: not null, Resolved: false })?.Problem;

    public IReadOnlyList<BootStep> Finish(DateTimeOffset startedAt) =>
        [.. _drafts.OrderBy(draft => draft.At).Select(draft => draft.Finish(startedAt))];
}
