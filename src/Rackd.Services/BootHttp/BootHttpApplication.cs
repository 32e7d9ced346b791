using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rackd.Domain.Events;
using Rackd.Services.Storage;

namespace Rackd.Services.BootHttp;

/// <summary>
/// Answers one request of a machine. Firmware is a poor HTTP client: every answer has Content-Length, none is a redirect, is
/// compressed or comes in chunks, and the name is served as it was asked.
/// </summary>
internal sealed class BootHttpApplication(IBootContent content, BootHttpReporter reporter, CancellationToken stopping)
    : IHttpApplication<HttpContext>
{
    private const int SliceSize = 128 * 1024;

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        bool isHead = HttpMethods.IsHead(context.Request.Method);
        if (!isHead && !HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await AnswerTextAsync(context, StatusCodes.Status405MethodNotAllowed, "only GET and HEAD are served");
            return;
        }

        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        switch (Find(context, target))
        {
            case BootContentResult.Found found:
                using (found.File)
                {
                    await ServeAsync(context, found.File, isHead);
                }

                break;
            case BootContentResult.Missing missing:
                reporter.Refused(target, ClientOf(context), missing);
                await AnswerTextAsync(context, StatusOf(missing.Reason), SnakeCase.Of(missing.Reason));
                break;
        }
    }

    private static IPAddress ClientOf(HttpContext context) => Plain(context.Connection.RemoteIpAddress);

    private static IPAddress Plain(IPAddress? address) =>
        address is null ? IPAddress.None : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static int StatusOf(BootFileRefusal reason) => reason switch
    {
        BootFileRefusal.NotFound => StatusCodes.Status404NotFound,
        BootFileRefusal.BadName => StatusCodes.Status400BadRequest,
        BootFileRefusal.NotAFile => StatusCodes.Status404NotFound,
        BootFileRefusal.AccessDenied => StatusCodes.Status403Forbidden,
        BootFileRefusal.ClientNotAllowed => StatusCodes.Status403Forbidden,
        BootFileRefusal.TemplateFailed => StatusCodes.Status500InternalServerError,
        BootFileRefusal.NoProfile => StatusCodes.Status404NotFound,
    };

    private static async Task AnswerTextAsync(HttpContext context, int status, string text)
    {
        byte[] body = Encoding.ASCII.GetBytes($"rackd: {text}\n");
        context.Response.StatusCode = status;
        context.Response.ContentType = BootContentType.Text;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
        }
    }

    private BootContentResult Find(HttpContext context, string target) =>
        RequestTarget.PathAndQuery(target) is { } name
            ? content.Open(new BootFileRequest(
                name, ClientOf(context), Plain(context.Connection.LocalIpAddress), BootTransport.Http))
            : new BootContentResult.Missing(BootFileRefusal.BadName);

    private async Task ServeAsync(HttpContext context, BootFile file, bool isHead)
    {
        HttpResponse response = context.Response;
        IHeaderDictionary asked = context.Request.Headers;
        response.Headers.ETag = file.EntityTag;
        response.Headers.LastModified = file.LastModified.ToString("r", CultureInfo.InvariantCulture);
        response.Headers.AcceptRanges = "bytes";
        if (Preconditions.IsNotModified(asked, file))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            reporter.Headers(context.Request.Method, file, ClientOf(context), response.StatusCode);
            return;
        }

        // RFC 9110 §14.2: a Range field is for GET alone.
        ByteRange range = ByteRange.Read(
            isHead || !Preconditions.AllowsRange(asked, file) ? null : asked.Range.ToString(), file.Length);
        if (range.Kind == RangeKind.Unsatisfiable)
        {
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{file.Length}");
            await AnswerTextAsync(context, StatusCodes.Status416RangeNotSatisfiable, "the file is shorter");
            reporter.Headers(context.Request.Method, file, ClientOf(context), response.StatusCode);
            return;
        }

        if (range.Kind == RangeKind.Part)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture, $"bytes {range.Offset}-{range.Offset + range.Length - 1}/{file.Length}");
        }

        response.ContentType = BootContentType.Of(file);
        response.ContentLength = range.Length;
        if (isHead)
        {
            reporter.Headers(context.Request.Method, file, ClientOf(context), response.StatusCode);
            return;
        }

        await SendAsync(context, file, range);
    }

    private async Task SendAsync(HttpContext context, BootFile file, ByteRange range)
    {
        IPAddress client = ClientOf(context);
        bool isWhole = range.Offset + range.Length == file.Length;
        long started = reporter.Started(file, client, isWhole);
        TransferOutcome outcome = TransferOutcome.Completed;
        string? detail = range.Kind == RangeKind.Part ? context.Response.Headers.ContentRange.ToString() : null;
        Progress progress = new();
        try
        {
            await WriteBodyAsync(context.Response.BodyWriter, file, range, progress, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            outcome = stopping.IsCancellationRequested ? TransferOutcome.Stopped : TransferOutcome.AbortedByClient;
        }
        catch (IOException error)
        {
            (outcome, detail) = (TransferOutcome.ReadFailed, error.Message);
            await FailAsync(context);
        }
        finally
        {
            reporter.Ended(file, client, isWhole, started, progress.Octets, outcome, detail);
        }
    }

    // Before the first octet there is time for a status; after it only the broken connection tells that the rest is missing.
    private static async Task FailAsync(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        await AnswerTextAsync(context, StatusCodes.Status500InternalServerError, "the file cannot be read");
    }

    private static async Task WriteBodyAsync(
        PipeWriter body, BootFile file, ByteRange range, Progress progress, CancellationToken aborted)
    {
        while (progress.Octets < range.Length)
        {
            int wanted = (int)Math.Min(SliceSize, range.Length - progress.Octets);
            int count = file.Read(range.Offset + progress.Octets, body.GetMemory(wanted).Span[..wanted]);
            body.Advance(count);
            FlushResult flushed = await body.FlushAsync(aborted);

            // Kestrel swallows what is written to a connection that is gone, and cancels the token only a little later.
            if (flushed.IsCompleted || aborted.IsCancellationRequested)
            {
                throw new OperationCanceledException();
            }

            progress.Octets += count;
        }
    }

    private sealed class Progress
    {
        public long Octets { get; set; }
    }
}
