using System.Globalization;
using Aspire.Hosting.Dashboard.Pages;
using Aspire.Hosting.Dashboard.Resources;
using Aspire.Hosting.Dashboard.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard.Live;

/// <summary>/consolelogs/stream and /consolelogs/download.</summary>
internal sealed class ConsoleStream(ConsoleStore console, ResourceBoard board, Senders senders, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The lines after the one that the browser has, then each one as it comes, as markup.</summary>
    public async Task FollowAsync(HttpContext context, PageRequest request)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await ServerSentEvents.BeginAsync(context);
            var after = long.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : request.Long("after");
            await SendAsync(context, request, after, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The browser went away, or the dashboard stops.
        }
    }

    public async Task DownloadAsync(HttpContext context, PageRequest request)
    {
        var query = ConsoleQuery.From(request);
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"console-{FileName(query.Resource)}.log\"";
        foreach (var line in ConsolePage.Lines(console, board, query))
        {
            await context.Response.WriteAsync($"{line.At:O} {line.Resource} {AnsiText.Strip(line.Text)}\n", context.RequestAborted);
        }
    }

    private async Task SendAsync(HttpContext context, PageRequest request, long after, CancellationToken cancellationToken)
    {
        var query = ConsoleQuery.From(request);
        while (true)
        {
            var seen = console.Changes.Version;
            var newest = console.LastNumber;
            var lines = ConsolePage.Lines(console, board, query).Where(line => line.Number > after && line.Number <= newest).TakeLast(ConsolePage.LineLimit).ToList();
            if (lines.Count > 0)
            {
                Html markup = $"{lines.Select(line => ConsolePage.Line(request, line, board, senders))}";
                await ServerSentEvents.SendAsync(context, newest, markup.ToString());
                await Task.Delay(Pause, time, cancellationToken);
            }

            after = newest;
            await LiveEndpoints.NextAsync(context, console.Changes, seen, time, cancellationToken);
        }
    }

    private static string FileName(string resource) => resource.Length == 0 ? "all" : string.Concat(resource.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_'));
}
