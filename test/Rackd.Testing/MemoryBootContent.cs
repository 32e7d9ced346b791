using System.Collections.Concurrent;
using Rackd.Domain.Boot;
using Rackd.Services.Storage;

namespace Rackd.Testing;

/// <summary>Boot files out of a dictionary. Backslashes and leading slashes of asked names are tolerated, nothing more.</summary>
public sealed class MemoryBootContent : IBootContent
{
    private static readonly DateTimeOffset _written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _openFiles;

    /// <summary>Files that were opened and not disposed yet.</summary>
    public int OpenFiles => Volatile.Read(ref _openFiles);

    /// <summary>Every request in order.</summary>
    public ConcurrentQueue<BootFileRequest> Requests { get; } = [];

    /// <summary>Adds or replaces a file.</summary>
    public MemoryBootContent Add(
        string name, byte[] octets, BootFileRole role = BootFileRole.Other, BootFileOwner owner = default, string? profile = null)
    {
        _entries[name] = new Entry(octets, role, owner, profile, null, long.MaxValue);
        return this;
    }

    /// <summary>Adds a file whose reads fail from an offset on, like one that was cut short.</summary>
    public MemoryBootContent AddFailing(string name, byte[] octets, long failsAt)
    {
        _entries[name] = new Entry(octets, BootFileRole.Other, default, null, null, failsAt);
        return this;
    }

    /// <summary>Makes a name be refused for a reason other than not being there.</summary>
    public MemoryBootContent Refuse(string name, BootFileRefusal reason, bool expected = false, string? detail = null)
    {
        _entries[name] = new Entry([], BootFileRole.Other, default, null, new(reason, expected, detail), 0);
        return this;
    }

    /// <inheritdoc/>
    public BootContentResult Open(BootFileRequest request)
    {
        Requests.Enqueue(request);
        string name = request.Name.Replace('\\', '/').TrimStart('/');
        if (!_entries.TryGetValue(name, out Entry? entry))
        {
            return new BootContentResult.Missing(BootFileRefusal.NotFound);
        }

        if (entry.Refusal is { } refusal)
        {
            return refusal;
        }

        Interlocked.Increment(ref _openFiles);
        return new BootContentResult.Found(new MemoryFile(this, entry)
        {
            Name = name,
            Length = entry.Octets.Length,
            LastModified = _written,
            EntityTag = $"\"{entry.Octets.Length:x}\"",
            Role = entry.Role,
            Profile = entry.Profile,
            Owner = entry.Owner,
        });
    }

    private sealed record Entry(
        byte[] Octets,
        BootFileRole Role,
        BootFileOwner Owner,
        string? Profile,
        BootContentResult.Missing? Refusal,
        long FailsAt);

    private sealed class MemoryFile(MemoryBootContent content, Entry entry) : BootFile
    {
        private int _disposed;

        public override int Read(long offset, Span<byte> destination)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
            if (offset + destination.Length > entry.FailsAt)
            {
                throw new IOException("the file was cut short");
            }

            if (offset >= entry.Octets.Length)
            {
                return 0;
            }

            int count = (int)Math.Min(destination.Length, entry.Octets.Length - offset);
            entry.Octets.AsSpan((int)offset, count).CopyTo(destination);
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref content._openFiles);
            }

            base.Dispose(disposing);
        }
    }
}
