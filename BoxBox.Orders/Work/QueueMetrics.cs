using System.Diagnostics.Metrics;

namespace BoxBox.Orders.Work;

/// <summary>The worker's queue as gauges, by consumer. Every replica of a worker tells the same numbers: take one of them, not their sum.</summary>
internal sealed class QueueMetrics
{
    private readonly KeyValuePair<string, object?> consumer;
    private volatile Seen? seen;

    public QueueMetrics(IMeterFactory meters, WorkerProfile profile)
    {
        consumer = new("messaging.consumer.group.name", profile.Consumer);
        var meter = meters.Create(OrderTelemetry.Name);
        meter.CreateObservableGauge("boxbox.queue.pending", () => Tell(state => state.Pending), "{order}", "Orders that wait to be delivered to a worker for the first time.");
        meter.CreateObservableGauge("boxbox.queue.in_flight", () => Tell(state => state.InFlight), "{order}", "Orders that were delivered and are not settled: worked on, or given back and resting.");
        meter.CreateObservableGauge("boxbox.queue.redelivered", () => Tell(state => state.Redelivered), "{order}", "Orders in flight that were delivered more than once.");
    }

    /// <summary>Null while nothing is known: then nothing is told.</summary>
    public QueueState? State
    {
        set => seen = value is { } state ? new Seen(state) : null;
    }

    private IEnumerable<Measurement<long>> Tell(Func<QueueState, long> number) =>
        seen is { State: var state } ? [new Measurement<long>(number(state), consumer)] : [];

    private sealed record Seen(QueueState State);
}
