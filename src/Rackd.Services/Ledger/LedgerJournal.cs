using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rackd.Domain.Events;

namespace Rackd.Services.Ledger;

/// <summary>
/// Appends events to rotated files of JSON lines. History is worth less than service: when the disk is full or gone, events
/// are counted as lost, the log says so once, and writing is tried again until it works. One writer at a time.
/// </summary>
public sealed partial class LedgerJournal : IDisposable
{
    /// <summary>Size from which a new file is begun, in octets.</summary>
    public const long DefaultMostOctets = 16 * 1024 * 1024;

    /// <summary>Files that are kept.</summary>
    public const int DefaultMostFiles = 16;

    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);

    private readonly LedgerFiles _files;
    private readonly long _mostOctets;
    private readonly int _mostFiles;
    private readonly TimeProvider _time;
    private readonly ILogger<LedgerJournal> _logger;
    private readonly ArrayBufferWriter<byte> _batch = new(64 * 1024);
    private readonly Utf8JsonWriter _json;
    private FileStream? _file;
    private long _failedAt;
    private int _inBatch;
    private long _written;
    private long _lost;
    private long _lostBefore;

    /// <param name="directory">Where the files lie; it is made when needed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <param name="mostOctets">Size from which a new file is begun.</param>
    /// <param name="mostFiles">Files that are kept.</param>
    public LedgerJournal(
        string directory,
        TimeProvider time,
        ILogger<LedgerJournal> logger,
        long mostOctets = DefaultMostOctets,
        int mostFiles = DefaultMostFiles)
    {
        Directory = directory;
        _files = new LedgerFiles(directory);
        _time = time;
        _logger = logger;
        _mostOctets = mostOctets;
        _mostFiles = mostFiles;
        _json = new Utf8JsonWriter(_batch);
    }

    /// <summary>Where the files lie.</summary>
    public string Directory { get; }

    /// <summary>Events that are on disk.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Events that never got there.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>What keeps the ledger from being written, null when nothing does.</summary>
    public string? Problem { get; private set; }

    /// <summary>Puts an event into the present batch.</summary>
    public void Add(RackEvent happened)
    {
        JsonSerializer.Serialize(_json, happened, RackEventJson.Default.RackEvent);
        _json.Reset();
        _batch.Write("\n"u8);
        _inBatch++;
        if (_batch.WrittenCount >= 1024 * 1024)
        {
            Flush();
        }
    }

    /// <summary>Writes the batch. Never throws for a disk that does not take it.</summary>
    public void Flush()
    {
        if (_inBatch == 0)
        {
            return;
        }

        try
        {
            if (Problem is null || _time.GetElapsedTime(_failedAt) >= _retryAfter)
            {
                Append();
                Interlocked.Add(ref _written, _inBatch);
                Recover();
            }
            else
            {
                Interlocked.Add(ref _lost, _inBatch);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Interlocked.Add(ref _lost, _inBatch);
            Fail(fault);
        }

        _batch.ResetWrittenCount();
        _inBatch = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        Close();
        _json.Dispose();
    }

    private void Append()
    {
        if (_file is null || _file.Length >= _mostOctets || !File.Exists(_file.Name))
        {
            Close();
            _file = _files.OpenNewest(_mostOctets, _mostFiles);
        }

        _file.Seek(0, SeekOrigin.End);
        _file.Write(_batch.WrittenSpan);
        _file.Flush();
    }

    private void Recover()
    {
        if (Problem is not null)
        {
            Problem = null;
            LogRecovered(Lost - _lostBefore);
        }
    }

    private void Fail(Exception fault)
    {
        Close();
        _failedAt = _time.GetTimestamp();
        if (Problem is null)
        {
            _lostBefore = Lost - _inBatch;
            LogFailed(Directory, fault.Message);
        }

        Problem = $"cannot write {Directory}: {fault.Message}";
    }

    private void Close()
    {
        FileStream? file = _file;
        _file = null;
        try
        {
            file?.Dispose();
        }
        catch (IOException)
        {
            // What the stream still held is lost with the batch, which is counted.
        }
    }

    [LoggerMessage(EventId = 940, Level = LogLevel.Error,
        Message = "Ledger: {Directory} cannot be written ({Fault}); events are kept in memory only until it can")]
    private partial void LogFailed(string directory, string fault);

    [LoggerMessage(EventId = 941, Level = LogLevel.Warning, Message = "Ledger: writing again; {Lost} events were lost")]
    private partial void LogRecovered(long lost);
}
