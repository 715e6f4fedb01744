using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using OpenTelemetry;
using OpenTelemetry.Instrumentation.Http;
using OpenTelemetry.Trace;

namespace BoxBox.Tests.Polyfills.OpenTelemetry;

public sealed class HttpClientTraceTests : IDisposable
{
    private readonly SpanRecorder _spans = new();

    public void Dispose() => _spans.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_becomes_a_client_span_whose_child_is_the_servers()
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();
        using var provider = Provider();

        using var test = StartTest();
        var traceParent = await client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);
        var span = await _spans.NextAsync();

        Assert.Equal("GET", span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("GET", span.GetTagItem("http.request.method"));
        Assert.Equal(200, span.GetTagItem("http.response.status_code"));
        Assert.Equal("127.0.0.1", span.GetTagItem("server.address"));
        Assert.Equal(client.BaseAddress!.Port, span.GetTagItem("server.port"));
        Assert.Equal($"00-{_spans.Trace}-{span.SpanId}-01", traceParent);
    }

    [Fact]
    public async Task A_filtered_request_leaves_no_span()
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();
        using var provider = Provider(options => options.FilterHttpRequestMessage = request => request.RequestUri!.AbsolutePath != "/quiet");

        using var test = StartTest();
        await client.GetStringAsync(new Uri("/quiet", UriKind.Relative), Cancellation);
        await client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);
        var span = await _spans.NextAsync();

        Assert.EndsWith("/", span.GetTagItem("url.full")?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spans_can_be_enriched_from_request_and_response()
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();
        using var provider = Provider(options =>
        {
            options.EnrichWithHttpRequestMessage = (span, request) => span.SetTag("test.request", request.Method.Method);
            options.EnrichWithHttpResponseMessage = (span, response) => span.SetTag("test.response", (int)response.StatusCode);
        });

        using var test = StartTest();
        await client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);
        var span = await _spans.NextAsync();

        Assert.Equal("GET", span.GetTagItem("test.request"));
        Assert.Equal(200, span.GetTagItem("test.response"));
    }

    [Fact]
    public async Task A_failed_request_tells_why()
    {
        using var client = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1/") };
        using var provider = Provider(options =>
        {
            options.RecordException = true;
            options.EnrichWithException = (span, error) => span.SetTag("test.error", error.GetType().Name);
        });

        using var test = StartTest();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation));
        var span = await _spans.NextAsync();

        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("connection_error", span.GetTagItem("error.type"));
        Assert.Equal(nameof(HttpRequestException), span.GetTagItem("test.error"));
        Assert.Contains(span.Events, e => e.Name == "exception");
    }

    private TracerProvider Provider(Action<HttpClientTraceInstrumentationOptions>? configure = null) =>
        Sdk.CreateTracerProviderBuilder().AddHttpClientInstrumentation(configure).AddProcessor(_spans).Build();

    /// <summary>The activity that the requests of this test are made in.</summary>
    private Activity StartTest()
    {
        var activity = new Activity("test").SetParentId(_spans.Trace, _spans.Parent, ActivityTraceFlags.Recorded);
        return activity.Start();
    }

    private static WebApplication App()
    {
        var app = LoopbackApp.CreateBuilder().Build();
        app.MapGet("/{*path}", (Microsoft.AspNetCore.Http.HttpRequest request) => request.Headers.TraceParent.ToString());
        return app;
    }
}
