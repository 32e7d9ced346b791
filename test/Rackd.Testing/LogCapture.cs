using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Rackd.Testing;

/// <summary>One written log line.</summary>
public sealed record LogLine(LogLevel Level, int Id, string Category, string Message, Exception? Exception);

/// <summary>Keeps every log line, of all levels.</summary>
public sealed class LogCapture : ILoggerFactory, ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = [];

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>A logger for a class.</summary>
    public ILogger<T> For<T>() => new Logger<T>(this);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Writer(_lines, categoryName);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<LogLine> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(logLevel, eventId.Id, category, formatter(state, exception), exception));
    }
}
