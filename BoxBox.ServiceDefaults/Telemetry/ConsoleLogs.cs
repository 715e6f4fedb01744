namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>One line a record: for people in Development, JSON with scopes elsewhere. Configuration decides where it says otherwise.</summary>
internal static class ConsoleLogs
{
    // Health is told by those who are asked for it: as a log record it would come again with every question.
    private const string Health = "Microsoft.Extensions.Diagnostics.HealthChecks";

    private static readonly string[] Quiet = ["Microsoft.AspNetCore", Health, "System.Net.Http.HttpClient", "NATS.Client", "Grpc"];

    public static void AddConsoleLogs(this IHostApplicationBuilder builder)
    {
        // Of rules for the same category the last one holds: before all others, these give way to the service's settings.
        builder.Services.PostConfigure<LoggerFilterOptions>(options =>
        {
            foreach (var category in Quiet)
                options.Rules.Insert(0, new LoggerFilterRule(null, category, category is Health ? LogLevel.None : LogLevel.Warning, null));
        });
        var isChosen = builder.Configuration["Logging:Console:FormatterName"] is not null;
        if (!isChosen && builder.Environment.IsDevelopment())
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss.fff "));
        else if (!isChosen)
            builder.Logging.AddJsonConsole(console =>
                (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        if (builder.Services.FirstOrDefault(service => service.ImplementationType == typeof(ConsoleLoggerProvider)) is not { } frameworks)
            return;
        builder.Services.Remove(frameworks);
        builder.Services.AddSingleton<ILoggerProvider, ConsoleLines>();
    }
}
