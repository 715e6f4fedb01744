using BoxBox.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace BoxBox.Benchmarks.Floors;

/// <summary>The other process of each comparison: the same libraries, and nothing but what cannot be left out.</summary>
internal static class FloorProgram
{
    public static async Task<int> RunAsync(string name, string urls, string nats, string? panettiere, string? fornaio, CancellationToken cancellationToken)
    {
        await using var connection = new NatsConnection(new NatsOpts { Url = nats });
        await using var app = name == "bare" ? Bare(urls) : Slim(urls);
        app.MapGet("/health", () => TypedResults.Ok());
        var work = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        switch (name)
        {
            case "intake":
                IntakeFloor.Map(app, connection);
                break;
            case "intake-read":
                IntakeFloor.Map(app, connection);
                work = IntakeFloor.ReadBackAsync(connection, cancellationToken);
                break;
            case "lookup":
                LookupFloor.Map(app, connection);
                break;
            case "way":
                work = WayFloor.WorkAsync(connection, new Uri(panettiere!), new Uri(fornaio!), cancellationToken);
                break;
        }

        await app.StartAsync(cancellationToken);
        // The second await shows why a worker's work has ended, where it has.
        await await Task.WhenAny(work, app.WaitForShutdownAsync(cancellationToken));
        return 0;
    }

    private static WebApplication Slim(string urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        return builder.Build();
    }

    /// <summary>What every service has, and nothing of its own.</summary>
    private static WebApplication Bare(string urls)
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults();
        builder.WebHost.UseUrls(urls);
        return builder.Build();
    }
}
