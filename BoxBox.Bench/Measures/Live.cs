using BoxBox.Benchmarks.Http;
using BoxBox.Benchmarks.Orders;
using BoxBox.Benchmarks.Processes;
using BoxBox.Benchmarks.Results;
using BoxBox.Tifosi.Load;
using NATS.Client.JetStream;

namespace BoxBox.Benchmarks.Measures;

/// <summary>Many listen, and so many events a second are stored: do all arrive, and how long after they were stored? The listeners share the machine with the gateway.</summary>
internal static class Live
{
    private const int WithAClock = 20;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Setup setup, CancellationToken cancellationToken)
    {
        List<double> lost = [], p99 = [], memory = [];
        for (var round = 1; round <= setup.Rounds; round++)
        {
            await using var nats = await NatsServer.StartAsync(cancellationToken);
            await using var connection = nats.Connect();
            var stream = await NatsServer.CreateStreamAsync(connection, cancellationToken);
            await using var gateway = await Service.StartGatewayAsync(nats, cancellationToken);
            var before = gateway.Memory().Rss;
            var latencies = new Latencies();
            await using var crowd = await Crowd.ConnectAsync(setup.Clients, gateway.Http, lastEventId: null, latencies, cancellationToken);
            await Task.Delay(Settling, TimeProvider.System, cancellationToken);
            memory.Add((gateway.Memory().Rss - before) * 1024 / setup.Clients);

            var published = await PublishAsync(setup, stream, cancellationToken);
            await Task.Delay(Settling, TimeProvider.System, cancellationToken);
            lost.Add(published * (double)setup.Clients - crowd.Events);
            p99.Add(latencies.Percentile(99).TotalMilliseconds);
            setup.Say($"live {round}/{setup.Rounds}: {published} events to {setup.Clients}, {lost[^1]} not delivered, p99 {p99[^1]:0.0} ms, {memory[^1]:0} KB a client");
        }

        return
        [
            new($"{setup.Clients} live clients, {setup.Events} events/s each: not delivered", "events", lost, [], "0", (mine, _) => mine == 0),
            new("p99 from stored to delivered", "ms", p99, [], "< 50 ms", (mine, _) => mine < 50),
            new("memory of the gateway a client", "KB", memory, [], "≤ 40 KB", (mine, _) => mine <= 40),
        ];
    }

    public static int ClocksOf(int clients) => Math.Min(WithAClock, clients);

    private static async Task<long> PublishAsync(Setup setup, NatsJSContext stream, CancellationToken cancellationToken)
    {
        var totals = await Pressure.OpenAsync(async token =>
        {
            await StoredOrders.StoreAsync(stream, Guid.CreateVersion7(), "waiting_to_cook", "pending", token);
            return Outcome.Fine;
        }, setup.Events, setup.Length, cancellationToken);
        return totals.Requests;
    }
}
