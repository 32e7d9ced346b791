using Rackd.Domain.Boot;

namespace Rackd.Domain.Events;

/// <summary>The files that a machine fetches in one attempt.</summary>
internal sealed class BootTransfers(BootSteps steps)
{
    private const int MostLoads = 3;
    private static readonly TimeSpan _loopWindow = TimeSpan.FromMinutes(1);

    private readonly List<Fetch> _fetches = [];

    /// <summary>The newest file of which not all is there yet, null for none.</summary>
    public string? Pending => _fetches.FindLast(fetch => !fetch.Ended)?.File;

    /// <summary>The newest loader that the machine has in full, null for none.</summary>
    public string? Loader { get; private set; }

    public void Add(TransferStarted started)
    {
        Fetch? same = Open(started.Transport, started.File);
        if (same is not null)
        {
            return; // the request came twice; TFTP clients repeat it until they see the first block
        }

        BootStepDraft step = steps.Begin(StageOf(started.Role), started.At);
        step.Detail = $"{started.File}, {BootWords.Size(started.Length)} over {BootWords.Transport(started.Transport)}";
        _fetches.Add(new Fetch(started.Transport, started.File, step, started.Length));
    }

    public void Add(TransferFinished finished)
    {
        Fetch fetch = Open(finished.Transport, finished.File) ?? Late(finished);
        fetch.Ended = true;
        if (finished.Outcome == TransferOutcome.SizeProbed)
        {
            steps.Remove(fetch.Step);
            _fetches.Remove(fetch);
            return;
        }

        fetch.Step.Detail = Describe(finished);
        fetch.Step.Fail(BootProblems.Transfer(finished, fetch.Length));
        if (finished.Outcome == TransferOutcome.Completed)
        {
            Complete(fetch, finished);
        }
    }

    public void Add(BootFileRefused refused)
    {
        BootStage stage = steps.Reached < BootStage.Loader ? BootStage.Loader : BootStage.File;
        BootStepDraft step = steps.Begin(stage, refused.At);
        step.Detail = $"{refused.File} over {BootWords.Transport(refused.Transport)}";
        step.Fail(BootProblems.FileRefused(refused.File, refused.Reason, refused.Detail));
        _fetches.Add(new Fetch(refused.Transport, refused.File, step, null) { Ended = true });
    }

    private static BootStage StageOf(BootFileRole role) => role switch
    {
        BootFileRole.Other => BootStage.File,
        BootFileRole.Loader => BootStage.Loader,
        BootFileRole.Script => BootStage.Script,
        BootFileRole.Kernel => BootStage.Kernel,
        BootFileRole.Initrd => BootStage.Initrd,
    };

    private static string Describe(TransferFinished finished)
    {
        string resent = finished.Resent > 0 ? $", {finished.Resent} blocks sent again" : string.Empty;
        string profile = finished.Profile is { } name ? $" (profile {name})" : string.Empty;
        return $"{finished.File}, {BootWords.Size(finished.Octets)} over {BootWords.Transport(finished.Transport)} in "
            + $"{BootWords.Seconds(finished.Duration)}{resent}{profile}";
    }

    private Fetch? Open(BootTransport transport, string file) =>
        _fetches.FindLast(fetch => !fetch.Ended && fetch.Transport == transport && fetch.File == file);

    private Fetch Late(TransferFinished finished)
    {
        BootStepDraft step = steps.Begin(StageOf(finished.Role), finished.At - finished.Duration);
        Fetch fetch = new(finished.Transport, finished.File, step, null);
        _fetches.Add(fetch);
        return fetch;
    }

    private void Complete(Fetch done, TransferFinished finished)
    {
        steps.Advance(StageOf(finished.Role));
        foreach (Fetch fetch in _fetches)
        {
            fetch.Step.Resolved |= fetch != done && fetch.File == done.File;
        }

        done.CompletedAt = finished.At;
        if (finished.Role == BootFileRole.Loader)
        {
            Loader = finished.File;
        }

        if (finished.Role is BootFileRole.Loader or BootFileRole.Script)
        {
            int loads = _fetches.Count(
                fetch => fetch.File == done.File && finished.At - fetch.CompletedAt <= _loopWindow);
            done.Step.Fail(loads > MostLoads ? BootProblems.Loop(done.File, loads) : null);
        }
    }

    private sealed class Fetch(BootTransport transport, string file, BootStepDraft step, long? length)
    {
        public BootTransport Transport { get; } = transport;

        public string File { get; } = file;

        public BootStepDraft Step { get; } = step;

        public long? Length { get; } = length;

        public bool Ended { get; set; }

        public DateTimeOffset? CompletedAt { get; set; }
    }
}
