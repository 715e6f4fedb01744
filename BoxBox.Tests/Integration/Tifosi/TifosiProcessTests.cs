using BoxBox.Tests.Fixtures.Telemetry;
using BoxBox.Tests.Fixtures.Tifosi;

namespace BoxBox.Tests.Integration.Tifosi;

public sealed class TifosiProcessTests
{
    [Fact(Timeout = 60_000)]
    public async Task The_trace_of_an_order_begins_at_the_fan_and_the_fans_are_measured()
    {
        await using var collector = await CollectedTelemetry.StartAsync();
        await using var gateway = await FakeGateway.StartAsync();
        using var tifosi = TifosiProcess.Start(
            ["losing", "--time-scale", "5", "--orders", "40", "--follow"],
            ("services__paddock-gateway__http__0", gateway.Url),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_SERVICE_NAME", "tifosi"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=1"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"));

        var end = await tifosi.EndAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        var spans = collector.Spans;
        Assert.All(spans, span => Assert.Equal(("tifosi", "Client", "POST"), (span.Service, span.Kind, span.Name)));
        Assert.Equal(gateway.Orders.Select(order => $"{order}").Order(), spans.Select(span => span["boxbox.order.id"]).Order());
        Assert.Equal(
            spans.Select(span => Convert.ToHexStringLower(span.Id.Span)).Order(),
            gateway.TraceParents.Select(parent => parent.Split('-')[2]).Order());
        Assert.All(spans, span => Assert.True(span.Parent.IsEmpty));

        var duration = collector.Metrics.Single(metric => metric.Name == "tifosi.order.duration");
        Assert.Equal(("BoxBox.Tifosi", "s"), (duration.Meter, duration.Data.Unit));
        Assert.Equal((ulong)gateway.Orders.Count, duration.Histogram.Aggregate(0UL, (sum, point) => sum + point.Count));
        Assert.Contains(collector.Metrics, metric => metric.Name == "tifosi.users");
    }

    [Fact(Timeout = 60_000)]
    public async Task Terminated_it_ends_in_order_with_a_summary()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var tifosi = TifosiProcess.Start(["winning", "--url", gateway.Url]);
        await tifosi.SaysAsync("00:01");

        await tifosi.TerminateAsync(TestContext.Current.CancellationToken);
        var end = await tifosi.EndAsync(TestContext.Current.CancellationToken);

        Assert.Equal((130, ""), (end.ExitCode, end.Error));
        Assert.Contains(end.Lines, line => line.TrimStart().StartsWith("http_reqs.", StringComparison.Ordinal));
    }
}
