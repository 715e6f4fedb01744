using System.Diagnostics;
using BoxBox.ServiceDefaults;
using BoxBox.Tests.Fixtures.ServiceDefaults;
using BoxBox.Tests.Fixtures.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace BoxBox.Tests.Integration.ServiceDefaults;

/// <summary>Spans as Grpc.Net.Client makes them: one a try, with a name and tags of its own.</summary>
public sealed class GrpcTriesTests : IAsyncLifetime
{
    private const string MakeDough = "/panettiere.v1.PanettiereService/MakeDough";

    private readonly SpanRecorder _spans = new();
    private readonly ActivitySource _orders = new("BoxBox.Somebody");
    private readonly ActivitySource _grpc = new("Grpc.Net.Client");
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = LoopbackApp.CreateBuilder().AddServiceDefaults();
        builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddProcessor(_spans));
        _app = builder.Build();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_try_is_named_and_tagged_by_the_rpc_conventions()
    {
        Try("0");

        var span = await _spans.NextAsync();

        Assert.Equal("panettiere.v1.PanettiereService/MakeDough", span.DisplayName);
        Assert.Equal(
            "rpc.grpc.status_code=0, rpc.method=MakeDough, rpc.service=panettiere.v1.PanettiereService, rpc.system=grpc",
            string.Join(", ", span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order()));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_failed_try_tells_its_status_by_name()
    {
        Try("14");

        var span = await _spans.NextAsync();

        Assert.Equal((14, "UNAVAILABLE", ActivityStatusCode.Error), (span.GetTagItem("rpc.grpc.status_code"), span.GetTagItem("error.type"), span.Status));
    }

    [Fact(Timeout = 60_000)]
    public async Task Retries_are_counted_and_are_events_of_the_span_around_them()
    {
        using (Call())
        {
            Try("8");
            Try("14");
            Try("0");
        }

        var tries = new[] { await _spans.NextAsync(), await _spans.NextAsync(), await _spans.NextAsync() };
        var call = await _spans.NextAsync();
        Assert.Equal([null, 1, 2], tries.Select(span => span.GetTagItem("previous-rpc-attempts")));
        Assert.Equal(
            ["retry 1 after 8", "retry 2 after 14"],
            call.Events.Select(retry => $"{retry.Name} {Tag(retry, "previous-rpc-attempts")} after {Tag(retry, "rpc.grpc.status_code")}"));
        Assert.All(call.Events, retry => Assert.True((double)Tag(retry, "boxbox.delay")! >= 0));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_after_one_that_went_well_is_no_retry()
    {
        using (Call())
        {
            Try("0");
            Try("0");
        }

        await _spans.NextAsync();
        Assert.Null((await _spans.NextAsync()).GetTagItem("previous-rpc-attempts"));
        Assert.Empty((await _spans.NextAsync()).Events);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_orders_id_goes_from_parent_to_child()
    {
        using (var call = Call())
        {
            call.SetTag("boxbox.order.id", "44");
            Try("0");
        }

        Assert.Equal("44", (await _spans.NextAsync()).GetTagItem("boxbox.order.id"));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _spans.Dispose();
        _orders.Dispose();
        _grpc.Dispose();
    }

    private static object? Tag(ActivityEvent happened, string key) => happened.Tags.Single(tag => tag.Key == key).Value;

    private Activity Call() => _orders.StartActivity("get dough", ActivityKind.Internal, _spans.TraceParent)!;

    private void Try(string status)
    {
        using var span = _grpc.CreateActivity("Grpc.Net.Client.GrpcOut", ActivityKind.Client, Activity.Current is null ? _spans.TraceParent : null)!;
        span.AddTag("grpc.method", MakeDough);
        span.Start();
        span.AddTag("grpc.status_code", status);
    }
}
