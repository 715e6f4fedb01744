using BoxBox.Tests.Fixtures.Maestro;
using BoxBox.Tests.Fixtures.Telemetry;
using BoxBox.Tests.Fixtures.ServiceDefaults;

namespace BoxBox.Tests.Integration.Telemetry;

/// <summary>Telemetry never holds up the orders.</summary>
[Collection(nameof(Alone))]
public sealed class HangingCollectorTests
{
    /// <summary>More than the stop takes, and less than the providers would wait when they are disposed: 5 s for each of three.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(9);

    private static readonly TimeSpan ExporterTimeout = TimeSpan.FromMinutes(10);

    [Theory(Timeout = 60_000)]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Orders_go_on_and_a_stop_takes_no_longer_while_collectors_take_and_never_answer(string protocol)
    {
        using var patience = Fixtures.Distributed.Patience.ATest();
        await using var collector = new HangingCollector();
        await using var jaeger = new HangingCollector();
        await using var nats = await NatsServerProcess.StartAsync();
        await using var panettiere = await FakePanettiere.StartAsync();
        await using var maestro = await MaestroHost.StartAsync(
            nats.Url, panettiere.Address,
            new("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), new("OTEL_EXPORTER_OTLP_PROTOCOL", protocol), new("JAEGER_OTLP_ENDPOINT", jaeger.Address),
            new("OTEL_EXPORTER_OTLP_TIMEOUT", $"{ExporterTimeout.TotalMilliseconds}"),
            new("OTEL_BSP_SCHEDULE_DELAY", "100"), new("OTEL_BLRP_SCHEDULE_DELAY", "100"), new("OTEL_METRIC_EXPORT_INTERVAL", "100"));

        await OrderAsync(maestro, patience.Token);
        await Task.WhenAll(collector.Called, jaeger.Called).WaitAsync(patience.Token);
        await OrderAsync(maestro, patience.Token);

        await maestro.DisposeAsync().AsTask().WaitAsync(StopLimit, TimeProvider.System, patience.Token);
    }

    private static async Task OrderAsync(MaestroHost maestro, CancellationToken cancellationToken)
    {
        var order = WorkBench.Order();
        await maestro.Publisher.PublishAsync(order, "test", cancellationToken);
        await foreach (var entry in maestro.History.FollowAsync(0, cancellationToken))
        {
            if (entry.Order is { Status: OrderStatus.WaitingDelivery } made && made.OrderId == order.OrderId)
            {
                return;
            }
        }
    }
}
