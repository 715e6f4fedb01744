using System.Globalization;
using Aspire.Hosting.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting.Dashboard.Live;

/// <summary>/live?topic=…: says that something of that kind has changed, and no more often than a page can be drawn again; the browser then fetches its page.</summary>
internal static class LiveEndpoints
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void MapLive(this IEndpointRouteBuilder routes, IReadOnlyDictionary<string, Changes> topics, TimeProvider time, CancellationToken stopping) =>
        routes.MapGet("/live", async context =>
        {
            if (!topics.TryGetValue(context.Request.Query["topic"].ToString(), out var changes))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            try
            {
                await ServerSentEvents.BeginAsync(context);
                await SendAsync(context, changes, time, ending.Token);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // The browser went away, or the dashboard stops.
            }
        });

    private static async Task SendAsync(HttpContext context, Changes changes, TimeProvider time, CancellationToken cancellationToken)
    {
        var seen = long.TryParse(context.Request.Query["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : changes.Version;
        while (true)
        {
            await NextAsync(context, changes, seen, time, cancellationToken);
            seen = changes.Version;
            await ServerSentEvents.SendAsync(context, seen, "changed");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Waits for a change, with a comment now and then, so that a connection that has died is noticed.</summary>
    public static async Task NextAsync(HttpContext context, Changes changes, long seen, TimeProvider time, CancellationToken cancellationToken)
    {
        var change = changes.AfterAsync(seen, cancellationToken);
        while (true)
        {
            try
            {
                await change.WaitAsync(Heartbeat, time, cancellationToken);
                return;
            }
            catch (TimeoutException)
            {
                await context.Response.WriteAsync(":\n\n", cancellationToken);
                await context.Response.Body.FlushAsync(cancellationToken);
            }
        }
    }
}
