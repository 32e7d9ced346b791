namespace Rackd.Services.Supervision;

/// <summary>How long to wait before a faulted service is started anew: 1 s, doubled each time up to 60 s.</summary>
public sealed class RestartBackoff
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _steadyAfter = TimeSpan.FromMinutes(5);
    private TimeSpan _next = _first;

    /// <summary>The wait after a run that lasted <paramref name="ran"/>; a run of five minutes or more wipes the past out.</summary>
    public TimeSpan After(TimeSpan ran)
    {
        TimeSpan wait = ran >= _steadyAfter ? _first : _next;
        _next = wait * 2 < _longest ? wait * 2 : _longest;
        return wait;
    }
}
