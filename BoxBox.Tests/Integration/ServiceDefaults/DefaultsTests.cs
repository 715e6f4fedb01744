using BoxBox.Fornaio;
using BoxBox.Panettiere;
using BoxBox.ServiceDefaults;
using BoxBox.ServiceDefaults.Telemetry;
using BoxBox.Tests.Fixtures.Http;
using BoxBox.Tests.Fixtures.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Integration.ServiceDefaults;

public sealed class DefaultsTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_stop_takes_no_more_than_ten_seconds_the_last_telemetry_included()
    {
        await using var plain = Builder().Build();
        var builder = Builder();
        builder.AddPanettiere();
        builder.AddFornaio();
        await using var colleagues = builder.Build();
        var flush = TimeSpan.FromMilliseconds(3 * LastTelemetry.TimeoutMilliseconds);

        Assert.InRange(ShutdownTimeoutOf(plain) + flush, flush, TimeSpan.FromSeconds(10));
        Assert.InRange(ShutdownTimeoutOf(colleagues) + flush, flush, TimeSpan.FromSeconds(10));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_worker_lets_go_settles_and_gives_back_within_the_time_that_a_service_has_to_stop()
    {
        await using var app = Builder().Build();

        var spare = TimeSpan.FromSeconds(1);
        Assert.InRange(WorkLoop.Grace + Settlement.LastCallLimit + Settlement.LastCallLimit + spare, WorkLoop.Grace, ShutdownTimeoutOf(app));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Development", "simple")]
    [InlineData("Production", "json")]
    public async Task Console_logs_are_for_people_in_development_and_for_machines_elsewhere(string environment, string formatter)
    {
        await using var app = Builder(environment).Build();

        Assert.Equal(formatter, app.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
        Assert.Equal(formatter == "json", app.Services.GetRequiredService<IOptions<JsonConsoleFormatterOptions>>().Value.IncludeScopes);
        Assert.True(app.Services.GetRequiredService<IOptions<LoggerFactoryOptions>>().Value.ActivityTrackingOptions.HasFlag(ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_framework_is_quiet_unless_the_services_settings_say_otherwise()
    {
        await using var plain = Builder().Build();
        await using var set = Builder(settings: ("Logging:LogLevel:Microsoft.AspNetCore", "Information")).Build();

        Assert.False(Logger(plain, "Microsoft.AspNetCore.Hosting").IsEnabled(LogLevel.Information));
        Assert.True(Logger(set, "Microsoft.AspNetCore.Hosting").IsEnabled(LogLevel.Information));
        Assert.True(Logger(plain, "BoxBox.Maestro").IsEnabled(LogLevel.Information));
    }

    [Fact(Timeout = 60_000)]
    public async Task Time_is_the_systems_unless_another_clock_is_there()
    {
        var clock = new FakeTimeProvider();
        var builder = LoopbackApp.CreateBuilder();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddServiceDefaults();
        await using var faked = builder.Build();
        await using var plain = Builder().Build();

        Assert.Same(clock, faked.Services.GetRequiredService<TimeProvider>());
        Assert.Same(TimeProvider.System, plain.Services.GetRequiredService<TimeProvider>());
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_client_finds_services_by_their_names()
    {
        var recorder = new AddressRecorder();
        var builder = Builder(settings: ("services:panettiere:http:0", "http://localhost:5001"));
        builder.Services.AddHttpClient("any").ConfigurePrimaryHttpMessageHandler(() => recorder);
        await using var app = builder.Build();

        using var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("any");
        await client.GetStringAsync(new Uri("http://panettiere/"), TestContext.Current.CancellationToken);

        Assert.Equal(["http://localhost:5001/"], recorder.Addresses);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_client_that_did_not_ask_for_it_is_neither_retried_nor_cut_short()
    {
        using var server = new ScriptedServer(ScriptedServer.Answer(HttpStatusCode.ServiceUnavailable));
        var builder = Builder();
        builder.Services.AddHttpClient("grpc").ConfigurePrimaryHttpMessageHandler(() => server);
        await using var app = builder.Build();

        using var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("grpc");
        using var response = await client.GetAsync(new Uri("http://panettiere/"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(1, server.Requests);
    }

    private static TimeSpan ShutdownTimeoutOf(WebApplication app) => app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;

    private static ILogger Logger(WebApplication app, string category) => app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

    private static WebApplicationBuilder Builder(string environment = "Production", params (string Key, string Value)[] settings) =>
        LoopbackApp.CreateBuilder(environment, settings).AddServiceDefaults();
}
