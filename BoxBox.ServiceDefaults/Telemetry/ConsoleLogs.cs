using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>One line a record: for people in Development, JSON with scopes elsewhere. Configuration decides where it says otherwise.</summary>
internal static class ConsoleLogs
{
    private static readonly LoggerFilterRule[] DefaultLevels =
    [
        new(providerName: null, "Microsoft.AspNetCore", LogLevel.Warning, filter: null),
        // Health is told by those who are asked for it: as a log record it would come again with every question.
        new(providerName: null, "Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None, filter: null),
        new(providerName: null, "System.Net.Http.HttpClient", LogLevel.Warning, filter: null),
        new(providerName: null, "NATS.Client", LogLevel.Warning, filter: null),
        new(providerName: null, "Grpc", LogLevel.Warning, filter: null),
    ];

    public static void AddConsoleLogs(this IHostApplicationBuilder builder)
    {
        // Of rules for the same category the last one holds: before all others, these give way to the service's settings.
        builder.Services.PostConfigure<LoggerFilterOptions>(options =>
        {
            foreach (var level in DefaultLevels) options.Rules.Insert(0, level);
        });
        if (builder.Configuration["Logging:Console:FormatterName"] is not null) return;

        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
            });
            return;
        }

        builder.Logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}
