using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Rackd.Api;

/// <summary>Writes answers with their length, so that a client need not know chunked coding.</summary>
internal static class ApiAnswer
{
    public static Task WriteAsync<T>(HttpContext context, T document, JsonTypeInfo<T> shape) =>
        WriteAsync(context, StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(document, shape));

    public static Task ProblemAsync(HttpContext context, ProblemDocument problem) => WriteAsync(
        context,
        problem.Status,
        ProblemDocument.ContentType,
        JsonSerializer.SerializeToUtf8Bytes(problem, ApiJson.Default.ProblemDocument));

    private static async Task WriteAsync(HttpContext context, int status, string type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
