using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using BoxBox.ServiceDefaults;
using BoxBox.Tests.Fixtures.ServiceDefaults;
using BoxBox.Tests.Fixtures.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BoxBox.Tests.Integration.ServiceDefaults;

public sealed class TelemetryTests : IDisposable
{
    private const string MakeDough = "/panettiere.v1.PanettiereService/MakeDough";

    private readonly SpanRecorder _spans = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _spans.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/healthz")]
    [InlineData("/v1/order/sse")]
    [InlineData("/grpc.health.v1.Health/Check")]
    [InlineData("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")]
    [InlineData("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")]
    public async Task Requests_that_come_all_the_time_or_never_end_leave_no_span(string noise)
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();

        using var quiet = await client.SendAsync(_spans.Request(HttpMethod.Get, noise), Cancellation);
        using var order = await client.SendAsync(_spans.Request(HttpMethod.Post, "/v1/order"), Cancellation);
        var span = await _spans.NextAsync();

        Assert.Equal("POST /v1/order", span.DisplayName);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_of_events_leaves_no_span_wherever_it_is()
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();

        using var events = _spans.Request(HttpMethod.Get, "/v1/elsewhere");
        events.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var quiet = await client.SendAsync(events, Cancellation);
        using var order = await client.SendAsync(_spans.Request(HttpMethod.Post, "/v1/order"), Cancellation);

        Assert.Equal("POST /v1/order", (await _spans.NextAsync()).DisplayName);
    }

    [Fact(Timeout = 60_000)]
    public async Task Sources_of_the_product_are_traced()
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();
        using var source = new ActivitySource("BoxBox.Somebody");

        source.StartActivity("knead", ActivityKind.Internal, _spans.TraceParent)?.Dispose();

        Assert.Equal("knead", (await _spans.NextAsync()).DisplayName);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("8", ActivityStatusCode.Unset, null)]
    [InlineData("13", ActivityStatusCode.Error, "INTERNAL")]
    public async Task A_grpc_call_is_named_by_the_rpc_conventions_and_only_the_servers_own_faults_are_its_errors(string code, ActivityStatusCode status, string? error)
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();

        using var call = _spans.Request(HttpMethod.Post, $"{MakeDough}?code={code}");
        call.Content = new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } };
        using var response = await client.SendAsync(call, Cancellation);
        var span = await _spans.NextAsync();

        Assert.Equal(("panettiere.v1.PanettiereService/MakeDough", ActivityKind.Server), (span.DisplayName, span.Kind));
        Assert.Equal("grpc", span.GetTagItem("rpc.system"));
        Assert.Equal("panettiere.v1.PanettiereService", span.GetTagItem("rpc.service"));
        Assert.Equal("MakeDough", span.GetTagItem("rpc.method"));
        Assert.Equal(code, $"{span.GetTagItem("rpc.grpc.status_code")}");
        Assert.Equal((status, error), (span.Status, span.GetTagItem("error.type")));
        Assert.Null(span.GetTagItem("grpc.status_code"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_request_of_a_grpc_retry_tells_that_it_is_one()
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();
        using var test = new Activity("test").SetParentId(_spans.Trace, _spans.Parent, ActivityTraceFlags.Recorded).Start();

        using var retry = new HttpRequestMessage(HttpMethod.Post, "/v1/order") { Headers = { { "grpc-previous-rpc-attempts", "2" } } };
        using var response = await client.SendAsync(retry, Cancellation);
        var spans = new[] { await _spans.NextAsync(), await _spans.NextAsync() };

        Assert.Equal(2, Assert.Single(spans, span => span.Kind == ActivityKind.Client).GetTagItem("http.request.resend_count"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Histograms_of_the_product_have_buckets_for_what_people_take_seconds_for()
    {
        using var exporter = new MetricRecorder();
        await using var app = App(exporter);
        using var client = await app.StartWithClientAsync();
        using var meter = new Meter("BoxBox.Somebody");

        meter.CreateHistogram<double>("somebody.nap.duration", "s").Record(12);
        meter.CreateHistogram<double>("somebody.bread.weight", "g").Record(500);
        meter.CreateHistogram("somebody.blink.duration", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.2] }).Record(0.15);
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();

        var seconds = exporter.Bounds["somebody.nap.duration"];
        Assert.Equal((0.01, 300), (seconds[0], seconds[^1]));
        Assert.True(seconds.Count(bound => bound is >= 1 and <= 10) >= 5);
        Assert.NotEqual(seconds, exporter.Bounds["somebody.bread.weight"]);
        Assert.Equal([0.1, 0.2], exporter.Bounds["somebody.blink.duration"]);
    }

    private WebApplication App(MetricRecorder? metrics = null)
    {
        var builder = LoopbackApp.CreateBuilder().AddServiceDefaults();
        builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddProcessor(_spans));
        if (metrics is not null)
            builder.Services.AddOpenTelemetry().WithMetrics(provider => provider.AddReader(new BaseExportingMetricReader(metrics)));
        var app = builder.Build().MapDefaultEndpoints();
        app.MapPost("/v1/order", () => Results.Ok());
        app.MapPost(MakeDough, (HttpContext context) =>
        {
            // What a gRPC server does when a call fails without a message.
            context.Response.ContentType = "application/grpc";
            var code = context.Request.Query["code"].ToString();
            context.Response.Headers["grpc-status"] = code;
            Activity.Current?.SetTag("grpc.status_code", code);
        });
        return app;
    }
}
