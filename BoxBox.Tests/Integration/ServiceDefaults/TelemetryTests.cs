using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using BoxBox.Protos.Panettiere;
using BoxBox.ServiceDefaults;
using BoxBox.Tests.Fixtures.Maestro;
using BoxBox.Tests.Fixtures.ServiceDefaults;
using BoxBox.Tests.Fixtures.Telemetry;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using StatusCode = Grpc.Core.StatusCode;

namespace BoxBox.Tests.Integration.ServiceDefaults;

/// <summary>Alone: in one process each provider of traces describes every request, and the second one would name a gRPC call anew, as an HTTP request.</summary>
[Collection(nameof(Alone))]
public sealed class TelemetryTests : IDisposable
{
    private static readonly MethodConfig ThreeTries = new()
    {
        Names = { MethodName.Default },
        RetryPolicy = new RetryPolicy
        {
            MaxAttempts = 3,
            InitialBackoff = TimeSpan.FromMilliseconds(1),
            MaxBackoff = TimeSpan.FromMilliseconds(1),
            BackoffMultiplier = 1,
            RetryableStatusCodes = { StatusCode.Unavailable },
        },
    };

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
    [InlineData(StatusCode.OK, "OK", false, false)]
    [InlineData(StatusCode.ResourceExhausted, "RESOURCE_EXHAUSTED", true, false)]
    [InlineData(StatusCode.Internal, "INTERNAL", true, true)]
    public async Task A_grpc_call_is_one_span_on_either_side_and_only_the_servers_own_faults_are_its_errors(StatusCode status, string name, bool clientFails, bool serverFails)
    {
        await using var app = App();
        await app.StartAsync(Cancellation);
        await using var panettiere = await FakePanettiere.StartAsync((_, _) => status is StatusCode.OK ? Task.CompletedTask : FakePanettiere.RefuseAsync(status));
        using var channel = GrpcChannel.ForAddress(panettiere.Address);

        await AskAsync(channel);
        Activity[] spans = [await _spans.NextAsync(), await _spans.NextAsync()];
        var (server, client) = (Assert.Single(spans, span => span.Kind is ActivityKind.Server), Assert.Single(spans, span => span.Kind is ActivityKind.Client));

        Assert.Equal((client.SpanId, _spans.Trace), (server.ParentSpanId, server.TraceId));
        Assert.All(spans, span =>
        {
            Assert.Equal("panettiere.v1.PanettiereService/MakeDough", span.DisplayName);
            Assert.Equal(("grpc", "panettiere.v1.PanettiereService/MakeDough"), (span.GetTagItem("rpc.system.name"), span.GetTagItem("rpc.method")));
            Assert.Equal(name, span.GetTagItem("rpc.response.status_code"));
        });
        Assert.Equal("44", client.GetTagItem("boxbox.order.id"));
        Assert.Equal((clientFails, serverFails), (client.Status is ActivityStatusCode.Error, server.Status is ActivityStatusCode.Error));
        Assert.Equal((clientFails, serverFails), (client.GetTagItem("error.type") is not null, server.GetTagItem("error.type") is not null));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_span_of_a_call_has_the_order_that_its_caller_passes_on_also_where_the_request_does_not_say()
    {
        await using var app = App();
        await app.StartAsync(Cancellation);
        await using var panettiere = await FakePanettiere.StartAsync((_, _) => Task.CompletedTask);
        using var channel = GrpcChannel.ForAddress(panettiere.Address);
        var orderId = $"{Guid.NewGuid()}";

        using (new Activity("order").SetParentId(_spans.Trace, _spans.Parent, ActivityTraceFlags.Recorded).SetBaggage("boxbox.order.id", orderId).Start())
            await new PanettiereService.PanettiereServiceClient(channel).MakeDoughAsync(new DoughRequest(), cancellationToken: Cancellation);

        Activity[] both = [await _spans.NextAsync(), await _spans.NextAsync()];
        Assert.Equal(orderId, both.Single(span => span.Kind is ActivityKind.Server).GetTagItem("boxbox.order.id"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Each_try_of_a_grpc_call_is_a_span_of_its_own()
    {
        await using var app = App();
        await app.StartAsync(Cancellation);
        var tries = 0;
        await using var panettiere = await FakePanettiere.StartAsync((_, _) => ++tries < 3 ? FakePanettiere.RefuseAsync(StatusCode.Unavailable) : Task.CompletedTask);
        using var channel = GrpcChannel.ForAddress(panettiere.Address, new GrpcChannelOptions { ServiceConfig = new ServiceConfig { MethodConfigs = { ThreeTries } } });

        await AskAsync(channel);
        var spans = new List<Activity>();
        while (spans.Count < 6) spans.Add(await _spans.NextAsync());

        var clients = spans.Where(span => span.Kind is ActivityKind.Client).ToList();
        Assert.Equal(["UNAVAILABLE", "UNAVAILABLE", "OK"], clients.Select(span => span.GetTagItem("rpc.response.status_code")));
        Assert.Equivalent(clients.Select(span => span.SpanId), spans.Where(span => span.Kind is ActivityKind.Server).Select(span => span.ParentSpanId), strict: true);
        Assert.Single(clients.Select(span => span.ParentSpanId).Distinct());
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

    [Theory(Timeout = 60_000)]
    [InlineData(null, true)]
    [InlineData("always_off", false)]
    public async Task A_value_leads_to_its_trace_unless_the_standard_variable_says_otherwise(string? filter, bool leads)
    {
        using var exporter = new MetricRecorder();
        await using var app = App(exporter, filter);
        using var client = await app.StartWithClientAsync();
        using var meter = new Meter("BoxBox.Somebody");
        using var order = new Activity("order").SetParentId(_spans.Trace, _spans.Parent, ActivityTraceFlags.Recorded).Start();

        meter.CreateHistogram<double>("somebody.walk.duration", "s").Record(12);
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();

        Assert.Contains("somebody.walk.duration", exporter.Bounds.Keys);
        Assert.Equal(leads, exporter.Exemplars.Contains(("somebody.walk.duration", _spans.Trace)));
    }

    private async Task AskAsync(GrpcChannel channel)
    {
        using var order = new Activity("order").SetParentId(_spans.Trace, _spans.Parent, ActivityTraceFlags.Recorded).SetTag("boxbox.order.id", "44").Start();
        using var call = new PanettiereService.PanettiereServiceClient(channel).MakeDoughAsync(new DoughRequest { OrderId = "44" }, cancellationToken: Cancellation);
        await call.ResponseAsync.ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private WebApplication App(MetricRecorder? metrics = null, string? exemplars = null)
    {
        // Without a collector nothing is recorded; this one is away.
        var builder = LoopbackApp.CreateBuilder(settings: ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));
        builder.Configuration["OTEL_METRICS_EXEMPLAR_FILTER"] = exemplars;
        builder.AddServiceDefaults();
        builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddProcessor(_spans));
        if (metrics is not null)
            builder.Services.AddOpenTelemetry().WithMetrics(provider => provider.AddReader(new BaseExportingMetricReader(metrics)));
        var app = builder.Build().MapDefaultEndpoints();
        app.MapPost("/v1/order", () => Results.Ok());
        return app;
    }
}
