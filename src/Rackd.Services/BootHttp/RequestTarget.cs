namespace Rackd.Services.BootHttp;

/// <summary>What a request line asks for (RFC 9112 §3.2), as it came in.</summary>
internal static class RequestTarget
{
    /// <summary>Path and query, still percent-encoded; null for a form that names no file.</summary>
    public static string? PathAndQuery(string target)
    {
        if (target.StartsWith('/'))
        {
            return target;
        }

        int scheme = target.IndexOf("://", StringComparison.Ordinal);
        int path = scheme > 0 ? target.IndexOf('/', scheme + 3) : -1;
        return path < 0 ? null : target[path..];
    }
}
