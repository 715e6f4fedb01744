using BoxBox.Benchmarks.Http;
using BoxBox.Benchmarks.Processes;
using BoxBox.Benchmarks.Results;
using BoxBox.Tifosi.Load;

namespace BoxBox.Benchmarks.Measures;

/// <summary>Orders taken, POST to PubAck: what 64 connections get through, and how long an order takes when half of the product's share of it is due, come what may.</summary>
internal static class Intake
{
    private const int Connections = 64;
    private const double Share = 0.5;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Setup setup, CancellationToken cancellationToken)
    {
        List<double> product = [], floor = [], productP99 = [], floorP99 = [], productP50 = [], floorP50 = [];
        double? rate = null;
        for (var round = 1; round <= setup.Rounds; round++)
        {
            foreach (var isFloor in new[] { false, true })
            {
                await using var nats = await NatsServer.StartAsync(cancellationToken);
                await using (var connection = nats.Connect()) await NatsServer.CreateStreamAsync(connection, cancellationToken);
                await using var server = isFloor ? await Service.StartFloorAsync("intake", nats, cancellationToken) : await Service.StartGatewayAsync(nats, cancellationToken);
                using var http = new RawHttp(server.Http);
                var attempt = http.Sending(() => Requests.Post);
                await Pressure.ClosedAsync(attempt, Connections, setup.WarmUp, cancellationToken);
                var closed = await Pressure.ClosedAsync(attempt, Connections, setup.Length, cancellationToken);
                // One rate for all, so that like is compared with like.
                rate ??= Math.Round(Share * closed.Rate(closed.Requests));
                var open = await Pressure.OpenAsync(attempt, rate.Value, setup.Length, cancellationToken);
                Keep(isFloor ? floor : product, isFloor ? floorP50 : productP50, isFloor ? floorP99 : productP99, closed, open);
                setup.Say($"intake {round}/{setup.Rounds} {(isFloor ? "floor" : "product")}: {closed.Rate(closed.Requests):0}/s; at {rate}/s p99 {open.Durations.Percentile(99).TotalMilliseconds:0.0} ms, dropped {open.Dropped}");
            }
        }

        return
        [
            new("orders taken, 64 connections", "/s", product, floor, "≥ 0.8 of the floor", (mine, bare) => mine >= 0.8 * bare),
            new($"p50 at {rate}/s due (open)", "ms", productP50, floorP50, "", null),
            new($"p99 at {rate}/s due (open)", "ms", productP99, floorP99, "≤ 1.5 × the floor's", (mine, bare) => mine <= 1.5 * bare),
        ];
    }

    private static void Keep(List<double> rates, List<double> p50, List<double> p99, Totals closed, Totals open)
    {
        rates.Add(closed.Rate(closed.Requests));
        p50.Add(open.Durations.Percentile(50).TotalMilliseconds);
        p99.Add(open.Durations.Percentile(99).TotalMilliseconds);
    }
}
