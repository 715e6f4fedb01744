using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Trace;

namespace BoxBox.Tests.Polyfills.OpenTelemetry;

public sealed class AspNetCoreTraceTests : IDisposable
{
    private readonly SpanRecorder _spans = new();

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task A_request_becomes_a_span_by_the_http_conventions()
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();

        using var response = await SendAsync(client, HttpMethod.Post, "/v1/order/42?key=secret");
        var span = await _spans.NextAsync();

        Assert.Equal("POST /v1/order/{order_id}", span.DisplayName);
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal(_spans.Parent, span.ParentSpanId);
        Assert.Equal("POST", span.GetTagItem("http.request.method"));
        Assert.Equal("/v1/order/{order_id}", span.GetTagItem("http.route"));
        Assert.Equal(202, span.GetTagItem("http.response.status_code"));
        Assert.Equal("http", span.GetTagItem("url.scheme"));
        Assert.Equal("/v1/order/42", span.GetTagItem("url.path"));
        Assert.DoesNotContain("secret", span.GetTagItem("url.query")?.ToString() ?? "", StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", span.GetTagItem("server.address"));
        Assert.Equal(client.BaseAddress!.Port, span.GetTagItem("server.port"));
        Assert.Equal("1.1", span.GetTagItem("network.protocol.version"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task A_server_error_marks_the_span_and_a_clients_error_does_not()
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();

        using var missing = await SendAsync(client, HttpMethod.Get, "/nowhere");
        var clients = await _spans.NextAsync();
        using var unavailable = await SendAsync(client, HttpMethod.Get, "/unavailable");
        var servers = await _spans.NextAsync();

        Assert.Equal((404, ActivityStatusCode.Unset), (clients.GetTagItem("http.response.status_code"), clients.Status));
        Assert.Equal("GET", clients.DisplayName);
        Assert.Equal((503, ActivityStatusCode.Error), (servers.GetTagItem("http.response.status_code"), servers.Status));
        Assert.Equal("503", servers.GetTagItem("error.type"));
    }

    [Fact]
    public async Task What_a_handler_throws_is_told_by_the_span()
    {
        await using var app = App(options => options.RecordException = true);
        using var client = await app.StartWithClientAsync();

        using var response = await SendAsync(client, HttpMethod.Get, "/broken");
        var span = await _spans.NextAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(typeof(InvalidTimeZoneException).FullName, span.GetTagItem("error.type"));
        // Other hosts of the process hear of the request too and may record the exception as well.
        var errors = span.Events.Where(e => e.Name == "exception").ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Contains(error.Tags, t => t is { Key: "exception.message", Value: "The oven is cold" }));
    }

    [Fact]
    public async Task A_filtered_request_leaves_no_span()
    {
        await using var app = App(options => options.Filter = context => context.Request.Path != "/quiet");
        using var client = await app.StartWithClientAsync();

        using var quiet = await SendAsync(client, HttpMethod.Get, "/quiet");
        using var unavailable = await SendAsync(client, HttpMethod.Get, "/unavailable");
        var span = await _spans.NextAsync();

        Assert.Equal("GET /unavailable", span.DisplayName);
    }

    [Fact]
    public async Task A_filter_that_throws_does_not_fail_the_request()
    {
        await using var app = App(options => options.Filter = context => context.Request.Path == "/quiet" ? throw new InvalidOperationException() : true);
        using var client = await app.StartWithClientAsync();

        using var quiet = await SendAsync(client, HttpMethod.Get, "/quiet");
        using var unavailable = await SendAsync(client, HttpMethod.Get, "/unavailable");

        Assert.Equal(HttpStatusCode.OK, quiet.StatusCode);
        Assert.Equal("GET /unavailable", (await _spans.NextAsync()).DisplayName);
    }

    [Fact]
    public async Task Spans_can_be_enriched_from_request_response_and_exception()
    {
        await using var app = App(options =>
        {
            options.EnrichWithHttpRequest = (span, request) => span.SetTag("test.request", request.Path.Value);
            options.EnrichWithHttpResponse = (span, response) => span.SetTag("test.response", response.StatusCode);
            options.EnrichWithException = (span, error) => span.SetTag("test.error", error.Message);
        });
        using var client = await app.StartWithClientAsync();

        using var response = await SendAsync(client, HttpMethod.Get, "/broken");
        var span = await _spans.NextAsync();

        Assert.Equal("/broken", span.GetTagItem("test.request"));
        Assert.Equal(500, span.GetTagItem("test.response"));
        Assert.Equal("The oven is cold", span.GetTagItem("test.error"));
    }

    private WebApplication App(Action<AspNetCoreTraceInstrumentationOptions>? configure = null)
    {
        var builder = LoopbackApp.CreateBuilder();
        builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddAspNetCoreInstrumentation(configure).AddProcessor(_spans));
        var app = builder.Build();
        app.MapPost("/v1/order/{order_id}", () => Results.Accepted());
        app.MapGet("/quiet", () => "quiet");
        app.MapGet("/unavailable", () => Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        app.MapGet("/broken", IResult () => throw new InvalidTimeZoneException("The oven is cold"));
        return app;
    }

    private Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path) =>
        client.SendAsync(_spans.Request(method, path), TestContext.Current.CancellationToken);
}
