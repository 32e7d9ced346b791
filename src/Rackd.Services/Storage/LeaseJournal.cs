using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using Rackd.Domain.Dhcp4;
using Rackd.Services.Net;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Storage;

/// <summary>
/// Leases in a file of text lines, one appended for each change and synced before the change is acknowledged. A torn last
/// line, as a crash leaves it, is cut; the file is rewritten through a rename when most of its lines are out of date.
/// </summary>
public sealed partial class LeaseJournal : ILeaseStore
{
    private const int CompactAtLeast = 4096;
    private const int CompactRatio = 4;

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;
    private readonly ILogger<LeaseJournal> _logger;
    private readonly Dictionary<Ipv4Address, Lease> _last = [];
    private SafeFileHandle? _file;
    private long _length;
    private int _lines;
    private int _compactAt = CompactAtLeast;
    private bool _hasTail;

    /// <summary>Names the journal; nothing is opened before <see cref="LoadAsync"/>.</summary>
    /// <param name="stateDirectory">The daemon's state directory; the journal lies in <c>leases/</c> below it.</param>
    /// <param name="logger">Where damage is told.</param>
    public LeaseJournal(string stateDirectory, ILogger<LeaseJournal> logger)
    {
        _path = Path.Combine(stateDirectory, "leases", "dhcp4.journal");
        _logger = logger;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Lease>> LoadAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _last.Clear();
        if (File.Exists(_path))
        {
            Read(await File.ReadAllTextAsync(_path, _utf8, cancellationToken));
        }

        Rewrite();
        return [.. _last.Values];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Lease> batch, CancellationToken cancellationToken)
    {
        StringBuilder lines = new();
        foreach (Lease lease in batch)
        {
            lines.Append(LeaseLine.Format(lease)).Append('\n');
        }

        Append(_utf8.GetBytes(lines.ToString()));
        foreach (Lease lease in batch)
        {
            _last[lease.Address] = lease;
        }

        _lines += batch.Count;
        if (_lines > _compactAt && _lines > CompactRatio * _last.Count)
        {
            Compact();
        }

        return Task.FromResult<IReadOnlyList<CommitOutcome>>(new CommitOutcome[batch.Count]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _file?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Read(string text)
    {
        string[] lines = text.Split('\n');
        bool isTornHeader = lines.Length == 1 && LeaseLine.Header.StartsWith(lines[0], StringComparison.Ordinal);
        if (lines[0] != LeaseLine.Header && !isTornHeader)
        {
            throw new InvalidDataException(
                $"{_path} begins with \"{lines[0]}\" where \"{LeaseLine.Header}\" is expected: it was written by a newer"
                + " rackd, or is no lease journal. Install that version again, or move the file away to begin anew.");
        }

        // After the last line end there is nothing, or what a crash left of a line.
        for (int index = 1; index < lines.Length - 1; index++)
        {
            if (LeaseLine.TryParse(lines[index], out Lease? lease))
            {
                _last[lease!.Address] = lease;
            }
            else
            {
                LogBadLine(_path, index + 1);
            }
        }

        if (lines[^1].Length > 0)
        {
            LogTornLine(_path, lines.Length);
        }
    }

    private void Append(byte[] octets)
    {
        SafeFileHandle file = _file ?? throw new InvalidOperationException("the journal is not loaded");
        CutTail(file);
        try
        {
            RandomAccess.Write(file, octets, _length);
            Sync(file);
        }
        catch (IOException)
        {
            // All of the batch may be in the file, and would be read as leases although nobody was told of them.
            _hasTail = true;
            throw;
        }

        _length += octets.Length;
    }

    private void CutTail(SafeFileHandle file)
    {
        if (_hasTail)
        {
            RandomAccess.SetLength(file, _length);
            Sync(file);
            _hasTail = false;
        }
    }

    private void Compact()
    {
        try
        {
            Rewrite();
            _compactAt = CompactAtLeast;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The leases are in the journal as it is; it only stays long.
            _compactAt = _lines * 2;
            LogCompactFailed(_path, problem.Message);
        }
    }

    private void Rewrite()
    {
        string temporary = _path + ".new";
        StringBuilder text = new(LeaseLine.Header);
        text.Append('\n');
        foreach (Lease lease in _last.Values.OrderBy(lease => lease.Address))
        {
            text.Append(LeaseLine.Format(lease)).Append('\n');
        }

        byte[] octets = _utf8.GetBytes(text.ToString());
        SafeFileHandle file = File.OpenHandle(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            RandomAccess.Write(file, octets, 0);
            Sync(file);
            File.Move(temporary, _path, overwrite: true);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        // From here on the old file has no name any more, so whatever fails, nothing may be appended to it.
        _file?.Dispose();
        _file = file;
        _length = octets.Length;
        _lines = _last.Count;
        _hasTail = false;
        SyncDirectory();
    }

    private void SyncDirectory()
    {
        // The rename itself has to survive a crash too.
        using SafeFileHandle directory = Libc.OpenDirectory(Path.GetDirectoryName(_path)!);
        Sync(directory);
    }

    private static void Sync(SafeFileHandle file)
    {
        if (Libc.SyncData(file) != 0)
        {
            throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
        }
    }

    [LoggerMessage(EventId = 150, Level = LogLevel.Error, Message = "{Path} line {Line} is damaged and left out")]
    private partial void LogBadLine(string path, int line);

    [LoggerMessage(EventId = 151, Level = LogLevel.Warning, Message = "{Path} ends in a torn line {Line}, as after a crash; it was never acknowledged and is cut")]
    private partial void LogTornLine(string path, int line);

    [LoggerMessage(EventId = 152, Level = LogLevel.Warning, Message = "{Path} could not be compacted, and grows on: {Problem}")]
    private partial void LogCompactFailed(string path, string problem);
}
