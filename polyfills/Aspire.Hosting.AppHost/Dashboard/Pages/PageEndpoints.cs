using Aspire.Hosting.Dashboard.Live;
using Aspire.Hosting.Dashboard.Resources;
using Aspire.Hosting.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>The addresses of the pages: those of Aspire's dashboard, so that links to it keep working.</summary>
internal sealed class PageEndpoints(string application, TelemetryStore store, ResourceBoard board, ConsoleStore console, Ring<Notice> notices, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes, ConsoleStream stream)
    {
        MapPage(routes, "/", "Resources", "/", "resources", (request, _) => ResourcesPage.Render(request, board, store.Senders, notices.Find(request.Long("notice"))));
        MapPage(routes, "/consolelogs", "Console", "/consolelogs", "", (request, _) => ConsolePage.Render(request, board, console, store.Senders));
        MapPage(routes, "/structuredlogs", "Logs", "/structuredlogs", "logs", (request, _) => LogsPage.Render(request, store));
        MapPage(routes, "/traces", "Traces", "/traces", "traces", (request, _) => TracesPage.Render(request, store));
        MapPage(routes, "/traces/{id}", "Trace", "/traces", "traces", (request, context) => Trace(request, (string)context.GetRouteValue("id")!));
        MapPage(routes, "/metrics", "Metrics", "/metrics", "metrics", (request, _) => MetricsPage.Render(request, store));
        foreach (var (shorter, page) in new[] { ("/consolelogs", "/consolelogs"), ("/structuredlogs", "/structuredlogs"), ("/traces", "/traces"), ("/metrics", "/metrics") })
        {
            routes.MapGet($"{shorter}/resource/{{name}}", (HttpContext context, string name) => context.Response.Redirect(Url.Of(page, ("resource", name))));
        }

        routes.MapGet("/traces/detail/{id}", (HttpContext context, string id) => context.Response.Redirect($"/traces/{Uri.EscapeDataString(id)}"));
        routes.MapGet("/consolelogs/stream", context => stream.FollowAsync(context, Read(context)));
        routes.MapGet("/consolelogs/download", context => stream.DownloadAsync(context, Read(context)));
        routes.MapFallback(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Layout.Page(application, "Not found", "", "", $"""<div class="page-head"><h1>Not found</h1></div><section class="card"><p class="nothing">There is no such page. <a href="/">Resources</a></p></section>""").WriteAsync(context);
        });
    }

    private void MapPage(IEndpointRouteBuilder routes, string pattern, string title, string active, string live, Func<PageRequest, HttpContext, Html> render) =>
        routes.MapGet(pattern, context => Layout.Page(application, title, active, live, render(Read(context), context)).WriteAsync(context));

    private Html Trace(PageRequest request, string id) => store.Traces.Find(id) is { } trace ? TracePage.Render(request, trace, store) : TracePage.Missing(id);

    private PageRequest Read(HttpContext context) => new(context.Request, time.GetUtcNow(), time.LocalTimeZone);
}
