using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aspire.Hosting.Dashboard.Live;

/// <summary>An answer of content type text/event-stream.</summary>
internal static class ServerSentEvents
{
    public static async Task BeginAsync(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("retry: 2000\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    /// <param name="id">What the browser gives back as Last-Event-ID when it comes again.</param>
    public static async Task SendAsync(HttpContext context, long id, string data)
    {
        var lines = string.Concat(data.ReplaceLineEndings("\n").Split('\n').Select(line => $"data: {line}\n"));
        await context.Response.WriteAsync($"id: {id}\n{lines}\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
