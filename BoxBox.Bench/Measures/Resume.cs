using System.Diagnostics;
using System.Text.Json;
using BoxBox.Benchmarks.Orders;
using BoxBox.Benchmarks.Processes;
using BoxBox.Benchmarks.Results;

namespace BoxBox.Benchmarks.Measures;

/// <summary>Many come back at once, having missed three events: how long until each has them, and how often JetStream is asked for it.</summary>
internal static class Resume
{
    private const int Stored = 30;
    private const int Missed = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    // The gateway reads along; by then it has all of the few.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Setup setup, CancellationToken cancellationToken)
    {
        List<double> seconds = [], requests = [];
        for (var round = 1; round <= setup.Rounds; round++)
        {
            await using var nats = await NatsServer.StartAsync(cancellationToken);
            await using var connection = nats.Connect();
            var stream = await NatsServer.CreateStreamAsync(connection, cancellationToken);
            await using var gateway = await Service.StartGatewayAsync(nats, cancellationToken);
            await StoredOrders.StorePendingAsync(stream, Stored, cancellationToken);
            await Task.Delay(Settling, TimeProvider.System, cancellationToken);

            using var monitoring = new HttpClient { BaseAddress = nats.Monitoring };
            var before = await ApiRequestsAsync(monitoring, cancellationToken);
            var begin = Stopwatch.GetTimestamp();
            await using var crowd = await Crowd.ConnectAsync(setup.Clients, gateway.Http, Stored - Missed, latencies: null, cancellationToken, untilEach: Missed);
            await crowd.AllContentAsync(cancellationToken).WaitAsync(Longest, TimeProvider.System, cancellationToken);
            seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            if (crowd.Events != Missed * (long)setup.Clients) throw new InvalidOperationException($"{crowd.Events} of {Missed * setup.Clients} missed events came.");
            requests.Add(await ApiRequestsAsync(monitoring, cancellationToken) - before);
            setup.Say($"resume {round}/{setup.Rounds}: {seconds[^1]:0.00} s, {requests[^1]} JetStream requests");
        }

        return
        [
            new($"{setup.Clients} clients come back having missed {Missed} events", "s", seconds, [], "≤ 0.3 s", (mine, _) => mine <= 0.3),
            new("JetStream requests for it", "", requests, [], "a handful", (mine, _) => mine <= 10),
        ];
    }

    private static async Task<double> ApiRequestsAsync(HttpClient monitoring, CancellationToken cancellationToken)
    {
        using var server = JsonDocument.Parse(await monitoring.GetByteArrayAsync("/jsz", cancellationToken));
        return server.RootElement.GetProperty("api").GetProperty("total").GetInt64();
    }
}
