using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rackd.Domain.Events;
using Rackd.Services.Ledger;

namespace Rackd.Api;

/// <summary>What happened: the events, and a machine's boots.</summary>
/// <param name="history">The events.</param>
/// <param name="time">The clock.</param>
public sealed class TimelineEndpoints(EventHistory history, TimeProvider time) : IApiEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostEvents = 1000;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/machines/{key}/timeline", GetTimelineAsync);
        routes.MapGet("/v1/events", GetEventsAsync);
    }

    private Task GetTimelineAsync(HttpContext context)
    {
        string key = context.Request.RouteValues["key"] as string ?? string.Empty;
        if (history.Find(key) is not { } machine)
        {
            return ApiAnswer.ProblemAsync(context, new ProblemDocument(
                StatusCodes.Status404NotFound,
                "unknown_machine",
                "The machine is not known",
                $"no machine \"{key}\" is configured, and nothing was ever heard of it",
                "give a hardware address such as 52:54:00:12:34:56, or the name of a [[machine]]"));
        }

        DateTimeOffset now = time.GetUtcNow();
        TimelineDocument document = new(machine.Machine, machine.Macs, now, BootTimeline.Read(machine.Events, now));
        return ApiAnswer.WriteAsync(context, document, ApiJson.Default.TimelineDocument);
    }

    private Task GetEventsAsync(HttpContext context)
    {
        string text = context.Request.Query["limit"].ToString();
        int limit = DefaultLimit;
        bool valid = text.Length == 0
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostEvents);
        return valid
            ? ApiAnswer.WriteAsync(context, new EventsDocument(history.Newest(limit)), ApiJson.Default.EventsDocument)
            : ApiAnswer.ProblemAsync(context, new ProblemDocument(
                StatusCodes.Status400BadRequest,
                "bad_limit",
                "The limit is not valid",
                $"limit=\"{text}\" is no number from 1 to {MostEvents}"));
    }
}
