using System.Diagnostics;
using System.Text.Json;
using BoxBox.Benchmarks.Orders;
using BoxBox.Benchmarks.Processes;
using BoxBox.Benchmarks.Results;

namespace BoxBox.Benchmarks.Measures;

/// <summary>
/// A gateway over a long stream: from the start of its process to a ledger that knows all of it, the first time and again; and its memory then. The first start
/// has nothing to go on from; the next ones may have what an earlier gateway left.
/// </summary>
internal static class Restart
{
    private const int Steps = 5;

    // An earlier gateway must have had the time to leave something.
    private static readonly TimeSpan TimeToLeaveSomething = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Setup setup, CancellationToken cancellationToken)
    {
        await using var nats = await NatsServer.StartAsync(cancellationToken);
        await using var connection = nats.Connect();
        var stream = await NatsServer.CreateStreamAsync(connection, cancellationToken);
        setup.Say($"restart: storing {setup.RestartOrders} ended orders, {Steps} messages each");
        await StoredOrders.StoreEndedAsync(stream, setup.RestartOrders, cancellationToken);
        var first = new List<double>();
        var again = new List<double>();
        var memory = new List<double>();
        for (var round = 0; round <= setup.Rounds; round++)
        {
            await using var gateway = await Service.StartGatewayAsync(nats, cancellationToken);
            var seconds = await UntilKnownAsync(gateway, setup.RestartOrders, cancellationToken);
            (round == 0 ? first : again).Add(seconds.TotalSeconds);
            memory.Add(gateway.Memory().Rss);
            setup.Say($"restart {round}/{setup.Rounds}: ledger after {seconds.TotalSeconds:0.00} s, {memory[^1]:0} MB");
            await Task.Delay(TimeToLeaveSomething, TimeProvider.System, cancellationToken);
        }

        var messages = Steps * setup.RestartOrders;
        return
        [
            new($"restart over {messages:N0} messages, to the ledger", "s", again, [], "≤ 1 s", (mine, _) => mine <= 1),
            new("the first start over them", "s", first, [], "", null),
            new("memory of the gateway then (RSS)", "MB", memory, [], "does not grow with ended orders", null),
        ];
    }

    private static async Task<TimeSpan> UntilKnownAsync(Service gateway, int accepted, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = gateway.Http };
        var asked = Stopwatch.GetTimestamp();
        await Wait.UntilAsync(async () =>
        {
            using var answer = await http.GetAsync("/v1/ledger", cancellationToken);
            if (!answer.IsSuccessStatusCode) return false;
            using var ledger = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            return ledger.RootElement.GetProperty("accepted").GetInt64() == accepted;
        }, $"a ledger of {accepted} orders", cancellationToken);
        return gateway.StartTime + Stopwatch.GetElapsedTime(asked);
    }
}
