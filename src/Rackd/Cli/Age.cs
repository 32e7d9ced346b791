using System.Globalization;

namespace Rackd.Cli;

/// <summary>Durations as people read them at a glance.</summary>
internal static class Age
{
    /// <summary>At most two units: <c>3d4h</c>, <c>2h</c>, <c>12m</c>, <c>8s</c>.</summary>
    public static string Format(TimeSpan age)
    {
        TimeSpan span = age < TimeSpan.Zero ? TimeSpan.Zero : age;
        return span switch
        {
            { TotalDays: >= 1 } => Two((int)span.TotalDays, "d", span.Hours, "h"),
            { TotalHours: >= 1 } => Two(span.Hours, "h", span.Minutes, "m"),
            { TotalMinutes: >= 1 } => Two(span.Minutes, "m", 0, "s"),
            _ => Two(span.Seconds, "s", 0, string.Empty),
        };
    }

    private static string Two(int large, string largeUnit, int small, string smallUnit) => string.Create(
        CultureInfo.InvariantCulture, $"{large}{largeUnit}{(small > 0 ? $"{small}{smallUnit}" : string.Empty)}");
}
