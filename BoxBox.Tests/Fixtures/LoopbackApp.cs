using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Fixtures;

/// <summary>Web applications over real Kestrel on a free loopback port, untouched by this machine's settings.</summary>
internal static class LoopbackApp
{
    public static WebApplicationBuilder CreateBuilder(string environment = "Production", params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }

    /// <summary>
    /// Starts the application and returns a client of it; its base address is the application's. The client brings along the trace that a request's
    /// headers say, and makes no span: instrumented, as every client of this process is, it would put a trace of its own in its place.
    /// </summary>
    public static async Task<HttpClient> StartWithClientAsync(this WebApplication app)
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>Starts the application; one that does not start leaves nothing behind, such as a telemetry that listens to the whole process.</summary>
    public static async Task StartOrDisposeAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
