using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Rackd.Domain.Configuration;
using Rackd.Domain.Snapshots;

namespace Rackd.Hosting;

/// <summary>The daemon's log: to standard error, at the level that the configuration names, also after a reload.</summary>
internal static class DaemonLogging
{
    public static void AddTo(HostApplicationBuilder builder, ConfigStore store)
    {
        bool underJournal = JournalDetection.IsStandardError(Environment.GetEnvironmentVariable("JOURNAL_STREAM"));
        builder.Services.AddSingleton<ConsoleFormatter>(new JournalFormatter(underJournal, TimeProvider.System));
        builder.Logging.AddConsole(options =>
        {
            options.FormatterName = JournalFormatter.FormatterName;
            options.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        builder.Logging.AddFilter((category, level) => level >= LeastLevel(category, store.Current.Config.General.LogLevel));
    }

    private static LogLevel LeastLevel(string? category, LogVerbosity verbosity)
    {
        LogLevel least = verbosity switch
        {
            LogVerbosity.Debug => LogLevel.Debug,
            LogVerbosity.Information => LogLevel.Information,
            LogVerbosity.Warning => LogLevel.Warning,
            LogVerbosity.Error => LogLevel.Error,
        };
        bool framework = category?.StartsWith("Microsoft.", StringComparison.Ordinal) == true;
        return framework && least < LogLevel.Warning ? LogLevel.Warning : least;
    }
}
