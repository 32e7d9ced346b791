using System.Buffers;
using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rackd.Wire.Binary;

namespace Rackd.Wire.Tftp;

/// <summary>One option: a name, whose letter case does not matter, and its value as text (RFC 2347).</summary>
/// <param name="Name">As sent.</param>
/// <param name="Value">As sent.</param>
public readonly record struct TftpOption(string Name, string Value);

/// <summary>Names of the options that have a meaning here.</summary>
public static class TftpOptionName
{
    /// <summary>Octets per block, 8 to 65464 (RFC 2348).</summary>
    public const string BlockSize = "blksize";

    /// <summary>Seconds before a packet is sent again, 1 to 255 (RFC 2349 §2).</summary>
    public const string Timeout = "timeout";

    /// <summary>Size of the file in octets; asked for with 0 (RFC 2349 §3).</summary>
    public const string TransferSize = "tsize";

    /// <summary>Blocks before an acknowledgement, 1 to 65535 (RFC 7440).</summary>
    public const string WindowSize = "windowsize";

    /// <summary>The number after block 65535, 0 or 1. No RFC defines it; tftp-hpa and U-Boot know it.</summary>
    public const string Rollover = "rollover";
}

/// <summary>The options of a request or of an OACK in sent order (RFC 2347).</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The RFC's word is options; the list is how they are sent.")]
public sealed class TftpOptions : IReadOnlyList<TftpOption>
{
    /// <summary>Most options that are read from one packet.</summary>
    public const int MaxCount = 32;

    /// <summary>Longest name and longest value that are read, in octets.</summary>
    public const int MaxTextLength = 128;

    private readonly ImmutableArray<TftpOption> _options;

    /// <summary>Keeps options in the given order; names and values hold no NUL.</summary>
    public TftpOptions(params ReadOnlySpan<TftpOption> options) => _options = [.. options];

    /// <summary>No options.</summary>
    public static TftpOptions None { get; } = new();

    /// <inheritdoc/>
    public int Count => _options.Length;

    /// <inheritdoc/>
    public TftpOption this[int index] => _options[index];

    /// <summary>The value of the first option with that name in any case, null when there is none.</summary>
    public string? Find(string name)
    {
        foreach (TftpOption option in _options)
        {
            if (string.Equals(option.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return option.Value;
            }
        }

        return null;
    }

    /// <summary>The first option with that name as a decimal number: digits only, no sign and no space.</summary>
    public bool TryFindNumber(string name, out long value) =>
        long.TryParse(Find(name), NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads pairs of texts to the end of <paramref name="source"/>; NULs that pad the end are passed over.</summary>
    public static WireError TryRead(ReadOnlySpan<byte> source, out TftpOptions options)
    {
        options = None;
        ImmutableArray<TftpOption>.Builder read = ImmutableArray.CreateBuilder<TftpOption>();
        while (source.ContainsAnyExcept((byte)0))
        {
            if (read.Count == MaxCount)
            {
                return WireError.BadLength;
            }

            WireError error = TftpText.TryRead(ref source, MaxTextLength, out string name);
            if (error == WireError.None)
            {
                error = TftpText.TryRead(ref source, MaxTextLength, out string value);
                read.Add(new TftpOption(name, value));
            }

            if (error != WireError.None)
            {
                return error;
            }
        }

        options = read.Count == 0 ? None : new TftpOptions(read.ToArray());
        return WireError.None;
    }

    /// <summary>Writes the pairs.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        foreach (TftpOption option in _options)
        {
            TftpText.Write(writer, option.Name);
            TftpText.Write(writer, option.Value);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<TftpOption> GetEnumerator() => ((IEnumerable<TftpOption>)_options).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary><c>blksize 1468, windowsize 4</c></summary>
    public override string ToString() => string.Join(", ", _options.Select(option => $"{option.Name} {option.Value}"));
}
