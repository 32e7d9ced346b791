using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Rackd.Domain.Boot;

namespace Rackd.Services.Storage;

/// <summary>A script that was rendered for one machine.</summary>
internal sealed class RenderedBootFile : BootFile
{
    private readonly byte[] _octets;

    /// <summary>Keeps a rendered text.</summary>
    [SetsRequiredMembers]
    public RenderedBootFile(string name, string text, string profile, DateTimeOffset since)
    {
        _octets = Encoding.UTF8.GetBytes(text);
        Name = name;
        Length = _octets.Length;
        LastModified = DateTimeOffset.FromUnixTimeSeconds(since.ToUnixTimeSeconds());
        EntityTag = $"\"{Convert.ToHexStringLower(SHA256.HashData(_octets).AsSpan(0, 12))}\"";
        Role = BootFileRole.Script;
        Profile = profile;
    }

    public override int Read(long offset, Span<byte> destination)
    {
        int start = (int)Math.Min(offset, _octets.Length);
        int count = Math.Min(destination.Length, _octets.Length - start);
        _octets.AsSpan(start, count).CopyTo(destination);
        return count;
    }
}
