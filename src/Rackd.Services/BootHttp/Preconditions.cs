using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rackd.Services.Storage;

namespace Rackd.Services.BootHttp;

/// <summary>Conditional requests for one version of a file (RFC 9110 §13).</summary>
internal static class Preconditions
{
    /// <summary>Whether the client already has this version.</summary>
    public static bool IsNotModified(IHeaderDictionary headers, BootFile file)
    {
        if (headers.IfNoneMatch.Count > 0)
        {
            return headers.IfNoneMatch
                .SelectMany(field => (field ?? string.Empty).Split(','))
                .Select(tag => tag.Trim())
                .Any(tag => tag == "*" || WithoutWeakness(tag) == file.EntityTag);
        }

        return TryReadDate(headers.IfModifiedSince, out DateTimeOffset since) && WholeSeconds(file) <= since;
    }

    /// <summary>
    /// Whether a part may be sent: it belongs to the version of which the client has the beginning. Without that, a resumed
    /// download would be glued together from two versions.
    /// </summary>
    public static bool AllowsRange(IHeaderDictionary headers, BootFile file)
    {
        string condition = headers.IfRange.ToString();
        return condition.Length == 0
            || condition == file.EntityTag
            || (TryReadDate(condition, out DateTimeOffset date) && WholeSeconds(file) == date);
    }

    private static string WithoutWeakness(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;

    private static DateTimeOffset WholeSeconds(BootFile file) =>
        DateTimeOffset.FromUnixTimeSeconds(file.LastModified.ToUnixTimeSeconds());

    private static bool TryReadDate(string? text, out DateTimeOffset date) => DateTimeOffset.TryParseExact(
        text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);
}
