using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Telemetry;
using OpenTelemetry.Proto;

namespace BoxBox.Tests.System.Telemetry;

[Collection(nameof(TheObservedSystem))]
public sealed class MetricTests(ObservedBoxBox boxBox)
{
    [Fact(Timeout = 300_000)]
    public async Task Every_service_tells_its_own_metrics_and_those_of_its_framework()
    {
        using var patience = Patience.ATest();
        string[] expected =
        [
            "paddock-gateway paddock.order.count {order}", "paddock-gateway paddock.sse.clients {client}",
            "paddock-gateway http.server.request.duration s", "paddock-gateway http.server.active_requests {request}", "paddock-gateway kestrel.active_connections {connection}",
            "maestro maestro.smoke.count {smoke}", "maestro maestro.smoke.duration s", "maestro maestro.lunch.count {lunch}", "maestro maestro.lunch.duration s",
            "maestro boxbox.order.lead_time s", "maestro messaging.client.operation.duration s", "maestro boxbox.queue.pending {order}", "maestro boxbox.queue.in_flight {order}", "maestro boxbox.queue.redelivered {order}",
            "maestro http.client.request.duration s",
            "fornaio fornaio.bake.count {pizza}", "fornaio fornaio.bake.duration s",
            "panettiere panettiere.dough.count {dough}", "panettiere panettiere.dough.duration s", "panettiere panettiere.sleep.count {sleep}", "panettiere panettiere.sleep.duration s",
            "fattorino fattorino.trip.count {trip}", "fattorino fattorino.trip.duration s", "fattorino boxbox.order.lead_time s", "fattorino boxbox.queue.pending {order}",
            "fattorino dotnet.gc.collections {collection}", "fattorino dotnet.process.memory.working_set By",
        ];

        await boxBox.OrderToTheEndAsync(patience.Token);
        var missing = expected.ToHashSet();
        await boxBox.Telemetry.UntilAsync(
            "every metric",
            () =>
            {
                missing.ExceptWith(boxBox.Telemetry.Metrics.Select(metric => $"{metric.Service} {metric.Name} {metric.Data.Unit}"));
                return missing.Count == 0 ? missing : null;
            },
            patience.Token,
            () => $"missing: {string.Join(", ", missing)}");
    }

    [Fact(Timeout = 300_000)]
    public async Task Orders_are_counted_by_size_and_outcome_and_timed_by_step()
    {
        const int Orders = 3;
        using var patience = Patience.ATest();
        await boxBox.OrderToTheEndAsync(patience.Token);
        await SettledAsync(patience.Token);
        var (accepted, completed) = (Accepted(), Completed());

        await Task.WhenAll(Enumerable.Range(0, Orders).Select(_ => boxBox.OrderToTheEndAsync(patience.Token)));
        await SettledAsync(patience.Token);

        Assert.Equal((accepted + Orders, completed + Orders), (Accepted(), Completed()));
    }

    [Fact(Timeout = 300_000)]
    public async Task Histograms_have_buckets_that_fit_what_they_measure_and_lead_to_traces()
    {
        using var patience = Patience.ATest();

        await boxBox.OrderToTheEndAsync(patience.Token);
        var smoke = await HistogramAsync("maestro", "maestro.smoke.duration", patience.Token);
        var lead = await HistogramAsync("fattorino", "boxbox.order.lead_time", patience.Token);
        var request = await HistogramAsync("paddock-gateway", "http.server.request.duration", patience.Token);
        var publish = await HistogramAsync("maestro", "messaging.client.operation.duration", patience.Token);

        Assert.All([smoke, lead], human => Assert.True(human.ExplicitBounds.Count(bound => bound is >= 1 and <= 60) >= 10, $"{human}"));
        Assert.All([request, publish], machine => Assert.True(machine.ExplicitBounds.Count(bound => bound <= 0.1) >= 5, $"{machine}"));
        var exemplars = smoke.Exemplars.Select(exemplar => exemplar.SpanId).ToHashSet();
        Assert.NotEmpty(exemplars);
        await boxBox.Telemetry.UntilAsync(
            "the spans that the exemplars are of",
            () => boxBox.Telemetry.Spans.Where(span => exemplars.Contains(span.Id)).ToList() is var seen && seen.Count == exemplars.Count && seen.TrueForAll(span => span.Name == "smoke") ? seen : null,
            patience.Token);
    }

    private Task<HistogramDataPoint> HistogramAsync(string service, string name, CancellationToken cancellationToken) => boxBox.Telemetry.UntilAsync(
        name,
        () => boxBox.Telemetry.Metrics.Where(metric => metric.Service == service && metric.Name == name).SelectMany(metric => metric.Histogram).FirstOrDefault(point => point.Exemplars.Count > 0),
        cancellationToken);

    /// <summary>Waits until every gateway and Fattorino has told twice of all that is over now.</summary>
    private async Task SettledAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < 2; i++)
        {
            var before = Ages();
            await boxBox.Telemetry.UntilAsync("new metrics of each process", () => Ages().All(age => age.Value > before.GetValueOrDefault(age.Key)) ? this : null, cancellationToken);
        }
    }

    private Dictionary<string, ulong> Ages() => boxBox.Telemetry.Metrics
        .Where(metric => metric.Name == "dotnet.process.memory.working_set")
        .ToDictionary(metric => metric.Instance, metric => metric.Numbers.Max(point => point.TimeUnixNano));

    private long Accepted() => boxBox.Telemetry.Metrics
        .Where(metric => metric.Name == "paddock.order.count").SelectMany(metric => metric.Numbers)
        .Where(point => (point.Attributes.Find("size"), point.Attributes.Find("outcome")) == ("small", "accepted"))
        .Sum(point => point.AsInt);

    private long Completed() => boxBox.Telemetry.Metrics
        .Where(metric => metric.Name == "boxbox.order.lead_time").SelectMany(metric => metric.Histogram)
        .Where(point => point.Attributes.Find("status") == "completed")
        .Sum(point => (long)point.Count);
}
