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
        Figures product = new(), floor = new(), reading = new();
        double? rate = null;
        for (var round = 1; round <= setup.Rounds; round++)
        {
            foreach (var (name, figures) in new[] { ("product", product), ("intake", floor), ("intake-read", reading) })
            {
                await using var nats = await NatsServer.StartAsync(cancellationToken);
                await using (var connection = nats.Connect()) await NatsServer.CreateStreamAsync(connection, cancellationToken);
                await using var server = name == "product" ? await Service.StartGatewayAsync(nats, cancellationToken) : await Service.StartFloorAsync(name, nats, cancellationToken);
                using var http = new RawHttp(server.Http);
                var attempt = http.Sending(() => Requests.Post);
                await Pressure.ClosedAsync(attempt, Connections, setup.WarmUp, cancellationToken);
                var closed = await Pressure.ClosedAsync(attempt, Connections, setup.Length, cancellationToken);
                // One rate for all, so that like is compared with like.
                rate ??= Math.Round(Share * closed.Rate(closed.Requests));
                var open = await Pressure.OpenAsync(attempt, rate.Value, setup.Length, cancellationToken);
                figures.Keep(closed, open);
                setup.Say($"intake {round}/{setup.Rounds} {name}: {closed.Rate(closed.Requests):0}/s; at {rate}/s p99 {open.Durations.Percentile(99).TotalMilliseconds:0.0} ms, dropped {open.Dropped}");
            }
        }

        return
        [
            new("orders taken, 64 connections", "/s", product.Rates, floor.Rates, "≥ 0.8 of the floor", (mine, bare) => mine >= 0.8 * bare),
            new("the same, beside a floor that reads back what it stored", "/s", product.Rates, reading.Rates, "", null),
            new($"p50 at {rate}/s due (open)", "ms", product.P50, floor.P50, "", null),
            new($"p99 at {rate}/s due (open)", "ms", product.P99, floor.P99, "≤ 1.5 × the floor's", (mine, bare) => mine <= 1.5 * bare),
            new("the same, beside the floor that reads back", "ms", product.P99, reading.P99, "", null),
        ];
    }

    private sealed record Figures
    {
        public List<double> Rates { get; } = [];

        public List<double> P50 { get; } = [];

        public List<double> P99 { get; } = [];

        public void Keep(Totals closed, Totals open)
        {
            Rates.Add(closed.Rate(closed.Requests));
            P50.Add(open.Durations.Percentile(50).TotalMilliseconds);
            P99.Add(open.Durations.Percentile(99).TotalMilliseconds);
        }
    }
}
