using System.Net;
using Rackd.Domain.Boot;
using Rackd.Domain.Events;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Storage;

/// <summary>The name space that machines boot from: files below the root, with rendered scripts laid over it.</summary>
public interface IBootContent
{
    /// <summary>Finds what a machine asked for. Never throws for a bad name.</summary>
    BootContentResult Open(BootFileRequest request);
}

/// <summary>A machine asks for a file.</summary>
/// <param name="Name">As it came in: with backslashes, leading slashes, a query string over HTTP.</param>
/// <param name="Client">Where it asks from.</param>
/// <param name="Server">The address of ours that it asked.</param>
/// <param name="Transport">How it asks.</param>
public sealed record BootFileRequest(string Name, IPAddress Client, IPAddress Server, BootTransport Transport);

/// <summary>Why a machine does not get a file. The snake_case name is the metric tag.</summary>
public enum BootFileRefusal
{
    /// <summary>There is no such file.</summary>
    NotFound = 0,

    /// <summary>The name leads out of the root, or holds octets that no name has.</summary>
    BadName,

    /// <summary>The name is a directory, device, socket or FIFO.</summary>
    NotAFile,

    /// <summary>The operating system refuses to read it.</summary>
    AccessDenied,

    /// <summary>The client's address lies in no subnet that allows boot.</summary>
    ClientNotAllowed,

    /// <summary>A script could not be rendered.</summary>
    TemplateFailed,

    /// <summary>The machine has no boot profile.</summary>
    NoProfile,
}

/// <summary>What <see cref="IBootContent.Open"/> found.</summary>
public abstract record BootContentResult
{
    private BootContentResult()
    {
    }

    /// <summary>The file, to be disposed by the caller.</summary>
    public sealed record Found(BootFile File) : BootContentResult;

    /// <summary>No file.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Expected">Whether loaders try this name on the way to another, so that a miss is no fault.</param>
    /// <param name="Detail">A sentence for the operator's log; never sent to the client.</param>
    public sealed record Missing(BootFileRefusal Reason, bool Expected = false, string? Detail = null) : BootContentResult;
}

/// <summary>An open file of a fixed version: what is read from it never mixes two versions. Reads are thread-safe.</summary>
public abstract class BootFile : IDisposable
{
    /// <summary>The name below the root, with forward slashes and without a leading one.</summary>
    public required string Name { get; init; }

    /// <summary>Length in octets.</summary>
    public required long Length { get; init; }

    /// <summary>When this version was written.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>Strong validator of this version, with its quotes (RFC 9110 §8.8.3).</summary>
    public required string EntityTag { get; init; }

    /// <summary>What the file is for.</summary>
    public BootFileRole Role { get; init; }

    /// <summary>The boot profile behind a rendered script, null for a plain file.</summary>
    public string? Profile { get; init; }

    /// <summary>The machine that asked, where it is known, and its hardware address.</summary>
    public BootFileOwner Owner { get; init; }

    /// <summary>Reads from <paramref name="offset"/>; fewer octets than asked only at the end.</summary>
    /// <exception cref="IOException">The file cannot be read, or has been cut short since it was opened.</exception>
    public abstract int Read(long offset, Span<byte> destination);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the file holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Whose request a file answers.</summary>
/// <param name="Mac">Hardware address by the lease of the client's address or the name it asked for, null if unknown.</param>
/// <param name="Machine">The machine's name, null if unknown.</param>
public readonly record struct BootFileOwner(MacAddress? Mac, string? Machine);
