using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Rackd.Hosting;

/// <summary>
/// One line per log entry: for the journal with its priority in front (sd-daemon(3)), for a terminal with time and level.
/// </summary>
/// <param name="underJournal">Whether standard error is the journal's stream.</param>
/// <param name="time">The clock of a terminal's lines; the journal has its own.</param>
public sealed class JournalFormatter(bool underJournal, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>The name under which the console logger finds this formatter.</summary>
    public const string FormatterName = "rackd";

    private const int MostFrames = 3;

    /// <inheritdoc/>
    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (message.Length == 0 && logEntry.Exception is null)
        {
            return;
        }

        string start = underJournal
            ? string.Create(CultureInfo.InvariantCulture, $"<{Priority(logEntry.LogLevel)}>")
            : string.Create(
                CultureInfo.InvariantCulture, $"{time.GetLocalNow():HH:mm:ss.fff} {Word(logEntry.LogLevel),-5} ");
        textWriter.Write(start);
        textWriter.Write(PrintableText.Escape(message));
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(PrintableText.Escape(Describe(exception)));
        }

        textWriter.Write('\n');
    }

    private static int Priority(LogLevel level) => level switch
    {
        LogLevel.Critical => 2,
        LogLevel.Error => 3,
        LogLevel.Warning => 4,
        LogLevel.Information => 6,
        LogLevel.Debug or LogLevel.Trace or LogLevel.None => 7,
    };

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical => "crit",
        LogLevel.Error => "error",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        LogLevel.Debug or LogLevel.Trace or LogLevel.None => "debug",
    };

    private static string Describe(Exception exception)
    {
        IEnumerable<string> frames = (exception.StackTrace ?? string.Empty)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(MostFrames);
        return $" ({string.Join(" ", [exception.GetType().Name + ':', exception.Message, .. frames])})";
    }
}
