using BoxBox.Benchmarks.Http;
using BoxBox.Benchmarks.Orders;
using BoxBox.Benchmarks.Processes;
using BoxBox.Benchmarks.Results;

namespace BoxBox.Benchmarks.Measures;

/// <summary><c>GET /v1/order/{id}</c> of completed orders, by 64 connections. They were stored before the gateway started.</summary>
internal static class Lookup
{
    private const int Connections = 64;
    private const int Orders = 5_000;

    // The gateway holds the newest ended ones whole: they are stored as well, but not asked for.
    private const int Held = 1_000;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Setup setup, CancellationToken cancellationToken)
    {
        List<double> product = [], floor = [], productP99 = [], floorP99 = [];
        await using var nats = await NatsServer.StartAsync(cancellationToken);
        await using var connection = nats.Connect();
        var orders = await StoredOrders.StoreEndedAsync(await NatsServer.CreateStreamAsync(connection, cancellationToken), Orders + Held, cancellationToken);
        ReadOnlyMemory<byte>[] requests = [.. orders.Take(Orders).Select(order => Requests.Get($"/v1/order/{order}"))];
        for (var round = 1; round <= setup.Rounds; round++)
        {
            foreach (var isFloor in new[] { false, true })
            {
                await using var server = isFloor ? await Service.StartFloorAsync("lookup", nats, cancellationToken) : await Service.StartGatewayAsync(nats, cancellationToken);
                using var http = new RawHttp(server.Http);
                var next = -1;
                var attempt = http.Sending(() => requests[(Interlocked.Increment(ref next) & int.MaxValue) % requests.Length]);
                await Pressure.ClosedAsync(attempt, Connections, setup.WarmUp, cancellationToken);
                var totals = await Pressure.ClosedAsync(attempt, Connections, setup.Length, cancellationToken);
                (isFloor ? floor : product).Add(totals.Rate(totals.Requests));
                (isFloor ? floorP99 : productP99).Add(totals.Durations.Percentile(99).TotalMilliseconds);
                setup.Say($"lookup {round}/{setup.Rounds} {(isFloor ? "floor" : "product")}: {totals.Rate(totals.Requests):0}/s");
            }
        }

        return
        [
            new("look-ups of completed orders, 64 connections", "/s", product, floor, "≥ 0.6 of the floor", (mine, bare) => mine >= 0.6 * bare),
            new("p99 of them (closed)", "ms", productP99, floorP99, "", null),
        ];
    }
}
